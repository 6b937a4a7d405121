"""The blogs and their posts."""

from datetime import UTC, datetime

from site_core.demo.writing import (
    Block,
    PageWords,
    PictureOf,
    buttons,
    heading,
    picture,
    picture_text,
    quote,
    table,
    text,
    to_page,
)

TOWNS, NEWS, STORIES = "hopeful-towns/towns-blog", "our-story/news", "our-work/organising/stories-of-hope"


def post(
    path: str,
    title: str,
    teaser: str,
    posted_at: datetime,
    *body: Block,
    by: tuple[str, ...],
    topic: str,
    tags: tuple[str, ...],
    key: str = "",
    lead: bool = False,
) -> PageWords:
    """Words of one post. `posted_at` is UTC; `lead` puts the picture above the text too."""
    more = {
        "post_bylines": [{"byline": name} for name in by],
        "posted_at": posted_at,
        "topic": topic,
        "tags": list(tags),
    }
    if lead:
        more |= {"lead_picture": PictureOf(key), "lead_caption": teaser}
    return PageWords(
        path=path,
        kind="post",
        title=title,
        teaser=teaser,
        description=f"{title}: {teaser}",
        picture=key,
        more=more,
        body=list(body),
    )


PAGES = [
    PageWords(
        path="hopeful-towns/towns-blog",
        kind="blog",
        title="Towns Blog",
        teaser="News from the pilot towns, written by the people who live and work in them.",
        description="The blog of the Brighter Towns Trust's pilot towns: what worked, what did not, and "
        "what we try next.",
        picture="saltquay",
    ),
    PageWords(
        path="hopeful-towns/towns-blog/a-bench-for-the-harbour",
        kind="post",
        title="A bench for the harbour",
        teaser="Saltquay wanted a place to sit. It got a place to talk.",
        description="How neighbours in Saltquay built a bench for their harbour, and what happened on it.",
        more={
            "post_bylines": [{"byline": "Mina Farrow"}, {"byline": "Saltquay Harbour Friends"}],
            "posted_at": datetime(2024, 6, 14, 8, 30, tzinfo=UTC),
            "topic": "Towns",
            "tags": ["benches", "Saltquay"],
        },
        body=[
            text(
                "<p>There was no place to sit at the harbour in Saltquay. If you wanted to look at the "
                "boats, you stood. If you could not stand for long, you did not go.</p><p>So eight people "
                "asked for a bench. It took nine months, two forms and a very patient man at the "
                "council.</p>"
            ),
            heading("What nobody had planned"),
            text(
                "<p>On the first morning two men sat down who had not spoken for six years. One had the "
                "tea, the other had the cups. They are still arguing, but now they do it sitting down.</p>"
            ),
            quote("A bench says: stay a bit.", "Joan Pell", "Saltquay"),
        ],
    ),
    PageWords(
        path="hopeful-towns/towns-blog/what-we-heard-at-the-bus-stop",
        kind="post",
        title="What we heard at the bus stop",
        teaser="Forty conversations in the rain taught us more than a survey.",
        description="What people in Tarnwick told us at the bus stop about buses, rents and neighbours.",
        more={
            "post_bylines": [{"byline": "Mina Farrow"}],
            "posted_at": datetime(2025, 2, 3, 16, 4, tzinfo=UTC),
            "topic": "Towns",
            "tags": ["buses", "Tarnwick", "listening"],
        },
        body=[
            text(
                "<p>We stood at the stop by the old mill for three wet mornings and asked one question: "
                "what would make this a better place to live? People had time. The bus was late.</p>"
            ),
            heading("The same answer, forty times"),
            text(
                "<p>Nobody said “more money” first. They said: a bus that comes, a landlord who answers, "
                "somebody who knows my name. We wrote it all down and read it to the council in March.</p>"
            ),
        ],
    ),
    post(
        f"{TOWNS}/the-key-on-trial",
        "The key on trial",
        "Six months, said the council. That was three years ago.",
        datetime(2023, 9, 20, 11, 15, tzinfo=UTC),
        text(
            "<p>The old ticket hall on the pier in Saltquay stood empty for nine years. Then eleven young "
            "people asked for the key. They got it for six months, on trial, with a list of forty "
            "rules.</p>"
        ),
        picture("saltquay", "The Pier Room on a quiet morning"),
        heading("The rule that was left"),
        text(
            "<p>They crossed out thirty-nine rules and kept one: whoever breaks it mends it. Four windows "
            "later Saltquay has four young glaziers.</p>"
        ),
        by=("Saltquay Harbour Friends",),
        topic="Towns",
        tags=("Saltquay", "young people", "keys"),
        key="saltquay",
        lead=True,
    ),
    PageWords(
        path=NEWS,
        kind="blog",
        title="News and views",
        teaser="What we do, what we think, and what we got wrong this month.",
        description="The blog of the Brighter Towns Trust: news of our work, views on towns and hope, and "
        "our mistakes.",
        picture="evening",
    ),
    post(
        f"{NEWS}/what-a-rumour-needs",
        "What a rumour needs",
        "A gap, a fear and a telephone. We can do something about two of them.",
        datetime(2025, 10, 13, 15, 4, tzinfo=UTC),
        text(
            "<p>In September a message went round Ambleford: the swimming pool would be closed and sold. "
            "By the evening four hundred people were angry. By the next morning it turned out that a pipe "
            "was being mended.</p>"
        ),
        heading("The gap"),
        text(
            "<p>Nobody had said why the pool was shut. A sheet of paper on the door would have done. Where "
            "people are told nothing, they tell each other something.</p>"
        ),
        heading("The fear"),
        text(
            "<p>The library closed in 2019, the baths in 2021. So a pool that is sold is not a silly thing "
            "to believe. <b>A rumour is often a memory that looks forward.</b></p>"
        ),
        table(
            "How the message travelled on one day",
            ("Time", "Where", "People reached"),
            ("8:10", "A photograph of the locked door", 12),
            ("10:40", "Three school groups", 160),
            ("17:00", "The whole town", 400),
        ),
        by=("Precious Linden",),
        topic="Rumours",
        tags=("rumours", "Ambleford", "listening"),
    ),
    post(
        f"{NEWS}/we-opened-a-shop-without-heating",
        "We opened a shop without heating",
        "Nobody came from November to March. Here is what we learned.",
        datetime(2025, 4, 2, 8, 0, tzinfo=UTC),
        text(
            "<p>The room was free, the street was right, the sign was lovely. We forgot that people who mend "
            "things use their fingers.</p>"
        ),
        quote("I would have told you, if you had asked.", "Arthur Beech", "three doors down"),
        text(
            "<p>We have moved the repair shop into the gatehouse, beside the stove. The rent is not free. "
            "The fingers are warm.</p>"
        ),
        by=("Beth Juniper",),
        topic="Mistakes",
        tags=("repair", "Ambleford", "mistakes"),
    ),
    post(
        f"{NEWS}/five-years-of-street-breakfasts",
        "Five years of street breakfasts",
        "From one table to one hundred and twelve.",
        datetime(2024, 6, 2, 9, 30, tzinfo=UTC),
        picture_text(
            "breakfast",
            "It began with a wobbly table",
            "<p>In 2019 three neighbours in Weaver Row carried a table outside because the kitchen was too "
            "hot. By ten o'clock there were nine of them. By eleven somebody had fetched a trumpet.</p>",
        ),
        text(
            "<p>Last year there were 112 street breakfasts in 23 towns. We were at nineteen of them. That "
            "is how it should be: most of hope happens without us.</p>"
        ),
        buttons(to_page("our-story/reports-and-publications/street-breakfast-guide", "Get the guide")),
        by=("Ken Thorn", "Beth Juniper"),
        topic="Neighbours",
        tags=("breakfast", "Weaver Row", "neighbours"),
        key="breakfast",
        lead=True,
    ),
    post(
        f"{NEWS}/a-letter-to-our-new-councillors",
        "A letter to our new councillors",
        "Congratulations. Please come for soup before you come with plans.",
        datetime(2023, 5, 9, 7, 45, tzinfo=UTC),
        text(
            "<p>Dear councillors, you have won, and we are glad that you stood. Before you write your "
            "first plan, come to one kitchen, one bus stop and one school gate. Bring nothing. Ask what "
            "works already.</p>"
        ),
        text("<p>Then write your plan. It will be shorter, and it will be better.</p>"),
        by=("Brighter Towns Trust",),
        topic="Towns",
        tags=("councils", "listening"),
    ),
    PageWords(
        path=STORIES,
        kind="blog",
        title="Stories of hope",
        teaser="A kitchen, a pier and a bus stop: what people made better.",
        description="Short stories of hope from Tarnwick, Saltquay and Ambleford: a Saturday kitchen, a "
        "room on the pier and a painted bus stop.",
        picture="kitchen",
    ),
    post(
        f"{STORIES}/the-saturday-kitchen",
        "The Saturday kitchen",
        "Marjorie came to complain about the bins. She stayed to wash up.",
        datetime(2025, 10, 6, 9, 0, tzinfo=UTC),
        text(
            "<p>Marjorie came to a meeting to complain about the bins. She stayed to wash up. A month "
            "later she had the key to the gatehouse kitchen.</p>"
        ),
        picture("kitchen", "Saturday, half past eleven"),
        text(
            "<p>Now forty people eat there each Saturday. Some come because they are hungry, some because "
            "the house is too quiet. Nobody asks which.</p>"
        ),
        by=("Beth Juniper",),
        topic="Neighbours",
        tags=("kitchens", "Tarnwick"),
        key="kitchen",
        lead=True,
    ),
    post(
        f"{STORIES}/the-bus-stop",
        "The bus stop",
        "A shelf, a board, and a reason to say good morning.",
        datetime(2025, 7, 21, 6, 30, tzinfo=UTC),
        text(
            "<p>At stop 14 people used to look at their shoes. Then somebody hung up a shelf with books, "
            "and somebody else a board: “Who is new here? What do you know a lot about?”</p><p>So a "
            "retired plumber met a family from Aleppo, and a family from Aleppo met a warm house.</p>"
        ),
        quote(
            "It is only a shelf. But now there is a reason to say good morning.",
            "Arthur Beech",
            "passenger, stop 14",
        ),
        by=("Mina Farrow",),
        topic="Neighbours",
        tags=("buses", "Ambleford", "books"),
        key="bus",
    ),
    post(
        f"{STORIES}/plot-nine",
        "Plot nine",
        "A rubbish heap, a rumour and four hundred potatoes.",
        datetime(2024, 9, 30, 16, 20, tzinfo=UTC),
        text(
            "<p>Plot nine was where people threw what they did not want. Halima wanted it. She had grown "
            "tomatoes on a roof in Mogadishu, so a heap in Tarnwick did not frighten her.</p><p>The first "
            "year gave nettles. The second gave four hundred potatoes and a waiting list.</p>"
        ),
        by=("Mina Farrow", "Tarnwick Allotment Society"),
        topic="Neighbours",
        tags=("gardens", "Tarnwick", "kitchens"),
        key="allotment",
        lead=True,
    ),
]
