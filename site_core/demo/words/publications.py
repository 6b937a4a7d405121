"""What stands in the libraries: reports, lessons, toolkits and resources."""

from datetime import date

from site_core.demo.writing import (
    Block,
    FileOf,
    PageWords,
    accordion,
    buttons,
    heading,
    quote,
    text,
    to_page,
)

REPORTS = "our-story/reports-and-publications"
RESOURCES = "hopeful-towns/resources"


def publication(
    path: str,
    title: str,
    teaser: str,
    kind: str,
    published_on: date,
    *,
    summary: str,
    authors: str = "Brighter Towns Trust",
    topics: tuple[str, ...] = ("Hopeful towns",),
    audiences: tuple[str, ...] = ("everyone",),
    key_stages: tuple[str, ...] = (),
    downloads: tuple[tuple[str, str], ...] = (),
    body: tuple[Block, ...] = (),
) -> PageWords:
    """Words of one publication; downloads are keys of documents with their labels."""
    return PageWords(
        path=path,
        kind="publication",
        title=title,
        teaser=teaser,
        description=f"{title}: {teaser}",
        more={
            "kind": kind,
            "published_on": published_on,
            "authors": authors,
            "summary": summary,
            "topics": list(topics),
            "audiences": list(audiences),
            "key_stages": list(key_stages),
            "downloads": [{"document": FileOf(key), "label": label} for key, label in downloads],
        },
        body=list(body),
    )


PAGES = [
    publication(
        f"{REPORTS}/twelve-questions-about-hope",
        "Twelve questions about hope",
        "We asked 4,000 people in three towns. Money mattered less than we thought.",
        "report",
        date(2025, 3, 18),
        authors="Omar Fenwick\nBeth Juniper",
        summary="What makes people hopeful about the place where they live? We asked 4,000 of them, at "
        "doors, in surgeries and at bus stops. Two things counted most: a place to meet that costs nothing, "
        "and having been asked at least once what should change.",
        topics=("Research", "Hopeful towns"),
        audiences=("councils", "policy"),
        downloads=(("twelve-questions", "The whole report"),),
        body=(
            heading("The three things to know"),
            text(
                "<ol><li>61 of 100 people in Tarnwick feel hopeful about their town, 54 in Ambleford, 47 "
                "in Saltquay.</li><li>Who goes to one meeting a year is twice as likely to feel hopeful. "
                "We do not know which comes first.</li><li>People under 25 love their town more than their "
                "parents think, and mean to leave it more often than their parents know.</li></ol>"
            ),
            quote("Nobody has ever asked me that before.", "A woman at stop 14", "Ambleford"),
            heading("How we asked"),
            text(
                "<p>Twenty neighbours learned to ask, and went in pairs. We asked in towns where we do "
                "nothing as well, so that we can tell a good year from good work.</p>"
            ),
        ),
    ),
    publication(
        f"{REPORTS}/who-owns-the-high-street",
        "Who owns the high street?",
        "Forty empty shops, and what happened when somebody looked up their owners.",
        "report",
        date(2023, 10, 4),
        authors="Omar Fenwick",
        summary="We looked up who owns every empty shop in three high streets. Most owners live further away "
        "than the last train. Eleven said yes when they were asked for a key.",
        topics=("Research", "High streets"),
        audiences=("councils", "communities"),
        body=(
            heading("What we recommend"),
            text(
                "<ul><li>Councils should publish who owns what stands empty for a year.</li><li>A key for "
                "six months on trial costs an owner nothing.</li><li>Rates should fall for an owner who "
                "lets neighbours in.</li></ul>"
            ),
        ),
    ),
    publication(
        f"{REPORTS}/a-bus-home-at-ten",
        "A bus home at ten",
        "Why an evening bus does more for a town than a new square.",
        "publication",
        date(2022, 6, 21),
        summary="Evening classes, choirs and jobs in kitchens all end after the last bus. This paper "
        "counts what that costs three towns, and what a bus at ten would cost instead.",
        topics=("Buses", "Hopeful towns"),
        audiences=("policy", "councils"),
        body=(
            text(
                "<p>In Saltquay the last bus leaves at 18:50. We asked 212 people what they would do with "
                "a bus at ten. Choir came first. Work came second. Seeing their mother came third.</p>"
            ),
        ),
    ),
    publication(
        f"{REPORTS}/annual-review-2024",
        "Annual review 2024",
        "Nineteen towns, 51 schools and a kitchen that nobody had planned.",
        "report",
        date(2024, 12, 9),
        summary="What we did in our eleventh year as a charity, what it cost, and what we would not do "
        "again.",
        downloads=(),
        body=(
            heading("In short"),
            text(
                "<ul><li>88 street breakfasts</li><li>6,900 pupils in our lessons</li><li>One Saturday "
                "kitchen that began as a complaint about bins</li></ul>"
            ),
            buttons(to_page(f"{REPORTS}/annual-review", "Read the newest review")),
        ),
    ),
    publication(
        f"{RESOURCES}/is-it-true",
        "Is it true? A lesson pack",
        "Three lessons about rumours, checking facts and disagreeing kindly.",
        "lesson",
        date(2025, 9, 1),
        authors="Precious Linden",
        summary="Three lessons of fifty minutes for pupils of 11 to 14. They learn to ask who says so, to "
        "check a picture, and to say “I see it differently” without a fight.",
        topics=("Schools", "Rumours"),
        audiences=("teachers", "young-people"),
        key_stages=("ks3",),
        downloads=(("lesson-pack", "Lesson plans and worksheets"),),
        body=(
            heading("What you need"),
            text("<p>Paper, pens, one screen, and a class that is allowed to laugh.</p>"),
        ),
    ),
    publication(
        f"{RESOURCES}/new-in-class",
        "New in class",
        "A lesson for the week in which somebody new arrives.",
        "lesson",
        date(2024, 1, 15),
        authors="Precious Linden",
        summary="For the youngest: how to say hello without words, whom to sit with, and what to do when "
        "somebody stands alone.",
        topics=("Schools",),
        audiences=("teachers", "parents"),
        key_stages=("ks1", "ks2"),
        body=(
            text(
                "<p>Every child draws the way from their door to the classroom. Then all ways are laid "
                "side by side on the floor. They meet in the same place.</p>"
            ),
        ),
    ),
    publication(
        f"{RESOURCES}/open-evening-checklist",
        "A checklist for an open evening",
        "Soup first, speeches never: how to listen to a whole town at once.",
        "toolkit",
        date(2025, 1, 27),
        authors="Ken Thorn",
        summary="For councils and groups who want to hear more than the same six people. What to prepare, "
        "how to end ten minutes early, and what to do with the promises.",
        topics=("Listening", "Hopeful towns"),
        audiences=("councils", "communities"),
        downloads=(("open-evening", "The checklist"),),
    ),
    publication(
        f"{RESOURCES}/a-letter-to-your-neighbours",
        "A letter to your neighbours",
        "Five sentences to copy, for a table on the pavement.",
        "resource",
        date(2023, 4, 3),
        summary="The first knock is the hardest. This letter does it for you.",
        topics=("Neighbours",),
        audiences=("communities",),
        body=(
            text(
                "<p>“Dear neighbour, on Sunday morning we are putting a table on the pavement outside our "
                "house. There will be tea, toast and jam. Come as you are, stay for as long as you like. "
                "If it rains we move into the hall.”</p>"
            ),
        ),
    ),
    publication(
        f"{RESOURCES}/six-questions-to-measure-hope",
        "Six questions to measure hope",
        "Ask your street what we asked three towns.",
        "resource",
        date(2025, 3, 20),
        summary="Six of our twelve questions, with words to begin and words to say thank you.",
        topics=("Research", "Listening"),
        audiences=("communities", "young-people"),
        body=(
            accordion(
                (
                    "The questions",
                    "<ol><li>Do people here look out for each other?</li><li>Can you change something "
                    "here?</li><li>Whom would you ask for help at three in the morning?</li><li>When did "
                    "you last speak with somebody of another faith or from another country?</li><li>Which "
                    "place here do you love?</li><li>What will be better in five years?</li></ol>",
                ),
                (
                    "What to do with the answers",
                    "<p>Read them out where they were given. Then do the smallest thing that somebody asked "
                    "for, within a week.</p>",
                ),
            ),
        ),
    ),
]
