"""The home page."""

from site_core.demo.charity import NAME
from site_core.demo.writing import (
    PageAt,
    PageWords,
    call_to_action,
    card,
    cards,
    heading,
    latest,
    picture_text,
    quote,
    statistics,
    text,
    to_page,
    upcoming_events,
)

PAGES = [
    PageWords(
        path="",
        kind="home",
        title="Home",
        teaser="We help places in the United Kingdom to become hopeful again.",
        description="The Brighter Towns Trust brings neighbours together, teaches young people to ask good "
        "questions and finds out what gives towns hope. See what you can do.",
        picture="market",
        more={
            "seo_title": NAME,
            "headline": "Hope is built street by street",
            "lead": "We bring neighbours together, help young people to ask good questions, and find out "
            "what works in towns that have had a hard time. You can do it where you live.",
            "first_action": PageAt("do-something"),
            "first_action_text": "Do something",
            "second_action": PageAt("our-story/what-we-do"),
            "second_action_text": "See what we do",
        },
        body=[
            text(
                "<p>When the work goes, people often go quiet. Shops close. Neighbours stop talking. It gets "
                "easy to find someone to blame. <b>We have seen the opposite happen too.</b> A shared meal, "
                "a mended hall, a good lesson at school: small things, done together, change how a place "
                "feels about itself.</p>"
            ),
            cards(
                card(
                    "our-work",
                    "Our Work",
                    "Lessons, research and local groups: how we work, and what comes of it.",
                    "lesson",
                ),
                card(
                    "hopeful-towns",
                    "Hopeful Towns",
                    "Three towns, five years, one question: what gives people hope where they live?",
                    "saltquay",
                ),
                card(
                    "do-something",
                    "Do Something",
                    "Give an hour, give a talk, hold a street breakfast, give some money.",
                    "allotment",
                ),
            ),
            picture_text(
                "breakfast",
                "112 street breakfasts in one year",
                "<p>It starts with one table outside one house. Somebody brings a kettle, somebody brings "
                "jam. By ten o’clock the whole street is there.</p><p>Last year people in 23 towns held "
                "<b>112 street breakfasts</b> with our help. Two in three guests spoke with a neighbour whom "
                'they had never met before.</p><p><a href="page:our-work/organising/stories-of-hope">Read '
                "the stories of hope</a></p>",
                side="right",
            ),
            statistics(
                "One year in numbers",
                (112, "", "street breakfasts"),
                (9_400, "", "pupils in our lessons"),
                (66, "of 96", "promises kept"),
                (23, "", "towns"),
                source="Annual review",
            ),
            upcoming_events("Come and see", 3),
            quote(
                "I came to complain about the bins. Now I run the Saturday kitchen, and I know the names of "
                "everyone in my street.",
                "Marjorie Larch",
                "volunteer in Tarnwick",
            ),
            heading("What changes when people meet"),
            text(
                "<p>Each spring we ask four thousand people the same twelve questions. In our three pilot "
                "towns more of them say that people look out for each other, and that they can change "
                'something themselves. <a href="page:hopeful-towns/about/research">See the numbers</a>, the '
                "good ones and the others.</p>"
            ),
            latest("From our blogs", "posts", 3),
            call_to_action(
                "Four pounds sets a place at the table",
                "<p>We are a small charity. Every gift is used with care, and you can see where it goes.</p>",
                to_page("do-something/support-our-work", "Support our work"),
            ),
        ],
    ),
]
