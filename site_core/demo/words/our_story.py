"""Our story: who we are, what we do, who works here, what we publish, jobs."""

from datetime import date, time

from site_core.demo.writing import (
    FileOf,
    InDays,
    PageAt,
    PageWords,
    accordion,
    call_to_action,
    heading,
    people,
    picture,
    picture_text,
    questions,
    quote,
    stream,
    table,
    text,
    timeline,
    to_file,
    to_page,
)

PAGES = [
    PageWords(
        path="our-story",
        kind="section",
        hue="brick",
        title="Our story",
        teaser="It began in a gatehouse, with a kettle and eleven chairs.",
        description="How the Brighter Towns Trust began in an old mill gatehouse, who we are today, and "
        "how we look after the money that people give.",
        picture="mill",
        body=[
            text(
                "<p>In 2011 the last mill in Tarnwick closed. Four hundred people lost their work in one "
                "week. Eleven of them met in the gatehouse, because it still had heating. They made tea. "
                "Then they made a list of what the town could still do. <b>We have worked from that list "
                "ever since.</b></p>"
            ),
        ],
    ),
    PageWords(
        path="our-story/about-us",
        title="About us",
        teaser="A small charity with one big idea: places can become hopeful again.",
        description="About the Brighter Towns Trust: what we believe, how we began in 2011, who leads the "
        "charity and how it is paid for.",
        picture="mill",
        byline="Brighter Towns Trust",
        written_on=date(2016, 12, 13),
        more={"reviewed_on": date(2026, 9, 1)},
        body=[
            heading("What we believe"),
            text(
                "<p>People are at their best when they know each other. They are at their worst when they "
                "are afraid, alone and not listened to. So we work on three "
                "things:</p><ul><li><b>Meeting.</b> Reasons for neighbours to come together, and places to "
                "do it.</li><li><b>Learning.</b> Lessons that help young people to check facts and to "
                "disagree kindly.</li><li><b>Deciding.</b> A real say for people in what happens to their "
                "town.</li></ul><p>We belong to no party. We work with people of every faith and of none, "
                "and with those who have lived here for fifty years or for five weeks.</p>"
            ),
            heading("How we began"),
            picture_text(
                "mill",
                "Eleven chairs",
                "<p>The first meeting in the gatehouse had no name and no plan. It had soup. By the winter "
                "there was a kitchen on Saturdays, a homework table on Tuesdays and a choir that nobody "
                "had asked for.</p><p>Other towns heard of it and wanted to know how it was done. In 2013 "
                "we became a charity, so that we could show them.</p>",
            ),
            timeline(
                "Fourteen years",
                ("2011", "Eleven chairs", "<p>The first meeting in the gatehouse. There is soup.</p>"),
                ("2013", "A charity", "<p>We register, so that we can help other towns.</p>"),
                ("2019", "One wobbly table", "<p>The first street breakfast, in Weaver Row.</p>"),
                ("2021", "Three pilot towns", "<p>Tarnwick, Ambleford and Saltquay begin together.</p>"),
                ("2025", "23 towns", "<p>Most of them have never met us, and that is how it should be.</p>"),
            ),
            heading("Who leads us"),
            text(
                "<p>Five trustees are in charge. They are not paid. They meet six times a year, once in "
                "each pilot town and three times at the gatehouse, and anyone may come and listen. Meet "
                'them and our staff on the page <a href="page:our-story/our-team">Our team</a>.</p>'
            ),
            heading("Where the money comes from, and where it goes"),
            table(
                "Where the money came from last year, in pounds",
                ("From", "Pounds"),
                ("Grants from foundations", 186_400),
                ("Gifts from people", 148_200),
                ("Training that we sold", 54_000),
                ("Everything else", 24_000),
                ("Total", 412_600),
                source="Annual review, page 2",
            ),
            table(
                "Where the money went last year, in pounds",
                ("For", "Pounds"),
                ("Work in towns", 171_000),
                ("Work in schools", 118_300),
                ("Research", 52_000),
                ("Raising money", 31_000),
                ("Running the charity", 26_000),
                ("Total", 398_300),
                source="Annual review, page 2",
            ),
            text(
                "<p>So 86 pence of every pound went into the work itself. We keep savings for four months, "
                "so that a bad winter closes nothing. The whole story is in our <a "
                'href="file:annual-review">annual review (PDF)</a>.</p>'
            ),
        ],
    ),
    PageWords(
        path="our-story/what-we-do",
        title="What we do",
        teaser="We help neighbours to meet, young people to think and towns to decide.",
        description="What the Brighter Towns Trust does: street breakfasts and local groups, lessons in "
        "schools, research, and help for towns that want to change.",
        picture="lanterns",
        byline="Nadia Rowan",
        written_on=date(2019, 4, 1),
        more={"reviewed_on": date(2026, 9, 1)},
        body=[
            picture(
                "lanterns",
                "The lantern walk in Ambleford: each street makes one lantern, and nobody walks alone.",
                wide=True,
            ),
            heading("In streets and halls"),
            text(
                "<p>Our organisers help people to start things: a breakfast, a repair shop, a lantern "
                "walk. We bring a method, a little money and the insurance. The people bring everything "
                'else. After two years we step back. <a href="page:our-work/organising">More about '
                "organising</a></p>"
            ),
            heading("In schools"),
            text(
                "<p>Last year 68 schools had lessons from us. 9,400 pupils learned how rumours travel, how "
                "to check a picture and how to disagree without a fight. <a "
                'href="page:our-work/educating">More about educating</a></p>'
            ),
            heading("In numbers"),
            text(
                "<p>We ask people what gives them hope, and we publish the answers, also when they do not "
                'suit us. <a href="page:our-work/research-and-policy">More about research and '
                "policy</a></p>"
            ),
            heading("What people ask us"),
            accordion(
                (
                    "Are you a political organisation?",
                    "<p>No. We do not tell anyone how to vote and we support no party. We do speak up for "
                    "rules that help towns, and we say so in public.</p>",
                ),
                (
                    "Do you work in big cities too?",
                    "<p>Not yet. Cities have more helpers. We go where there are few: towns of 10,000 to "
                    "60,000 people.</p>",
                ),
                (
                    "Can you come to our town?",
                    "<p>Perhaps. We can take on two new towns a year. <a "
                    'href="page:hopeful-towns/get-involved">See how to get involved</a>, or use our <a '
                    'href="file:toolkit">street breakfast guide (PDF)</a> and begin without us.</p>',
                ),
                (
                    "How do you know that it works?",
                    "<p>We ask before, during and after, and we ask in towns where we do nothing as well. "
                    "Where it did not work, our reports say so.</p>",
                ),
            ),
            call_to_action(
                "Start with one table",
                "<p>Our guide fits on two sheets: what to bring, whom to ask, how to close the road.</p>",
                to_file("toolkit", "Get the breakfast guide"),
                tone="brick",
            ),
        ],
    ),
    PageWords(
        path="our-story/our-team",
        kind="team",
        title="Our team",
        teaser="Seven people at work, five trustees and 146 volunteers.",
        description="The staff and trustees of the Brighter Towns Trust, who does what, and how to reach "
        "them.",
        picture="kitchen",
        body=[
            text(
                "<p>We are few, so everybody does more than one thing. On Saturdays you may find any of us "
                "washing up. (Everyone on this page is invented: this website is a demonstration. So you "
                "see where they like to be, and not their faces.)</p>"
            ),
        ],
        more={
            "groups": [
                people(
                    "Who works here",
                    "nadia",
                    "callum",
                    "precious",
                    "idris",
                    "beth",
                    "tomasz",
                    "rukhsana",
                ),
                people(
                    "Who is in charge",
                    "winifred",
                    "samuel",
                    "leila",
                    "gareth",
                    "joy",
                    words="<p>Our trustees make the big decisions and answer for them. None of them is "
                    "paid. They meet six times a year, and anyone may come and listen.</p>",
                ),
            ],
            "closing": stream(
                quote(
                    "A good meeting is one after which somebody stays behind to stack the chairs, and "
                    "somebody else helps without being asked.",
                    "Winifred Ash",
                    "chair of the trustees",
                ),
                call_to_action(
                    "Work with us",
                    "<p>We are looking for people who like other people. Some of the work is paid, all of "
                    "it matters.</p>",
                    to_page("our-story/jobs", "See our jobs"),
                    to_page("do-something/volunteer", "Become a volunteer"),
                    tone="brick",
                ),
            ),
        },
    ),
    PageWords(
        path="our-story/questions",
        kind="faq",
        title="What people ask us",
        teaser="Short answers. If yours is missing, ask: we add it here.",
        description="Questions that people ask the Brighter Towns Trust about coming along, about giving "
        "money and about our work in towns, with short answers.",
        picture="bus",
        more={
            "groups": [
                questions(
                    "Coming along",
                    (
                        "Can I come alone?",
                        "<p>Yes. Most people do the first time. Somebody at the door will show you where "
                        "the cups are.</p>",
                    ),
                    (
                        "Must I say that I am coming?",
                        "<p>No, unless the page of the event says so. It helps us to know how much soup to "
                        "make, that is all.</p>",
                    ),
                    (
                        "Can I bring my children?",
                        "<p>Please do. There is always a table with pencils, and there is always somebody "
                        "who watches the road.</p>",
                    ),
                    (
                        "Can I get in with a wheelchair?",
                        "<p>Yes, at the gatehouse and at the Pier Room: no step, a wide door, a toilet "
                        "with room to turn. For other places, ask us before and we tell you exactly what "
                        "you will find.</p>",
                    ),
                ),
                questions(
                    "Giving money",
                    (
                        "What happens to my four pounds?",
                        "<p>They set one place at a street breakfast: bread, jam, tea and a share of the "
                        'insurance. <a href="page:our-story/about-us">Where all our money goes</a> is on '
                        "the page about us.</p>",
                    ),
                    (
                        "Can I say what my gift is for?",
                        "<p>Yes. Tell us the town or the kind of work. If we cannot use it for that, we "
                        "ask you before we use it for anything else.</p>",
                    ),
                    (
                        "Do you ring people up for money?",
                        "<p>No. We never have. We send no letters that look like bills, and no free "
                        "pens.</p>",
                    ),
                ),
                questions(
                    "What we do",
                    (
                        "Are you a political organisation?",
                        "<p>No. We do not tell anyone how to vote and we support no party. We do speak up "
                        "for rules that help towns, and we say so in public.</p>",
                    ),
                    (
                        "Can you come to our town?",
                        "<p>Perhaps. We can take on two new towns a year. <a "
                        'href="page:hopeful-towns/get-involved">See how to get involved</a>, or use our '
                        '<a href="file:toolkit">street breakfast guide (PDF)</a> and begin without '
                        "us.</p>",
                    ),
                    (
                        "How do you know that it works?",
                        "<p>We ask people before, during and after. We ask in towns where we do nothing as "
                        "well. Where it did not work, our reports say so.</p>",
                    ),
                    (
                        "What do you do when people disagree?",
                        "<p>We make tea and stay in the room. There are three rules:</p><ol><li>Speak "
                        "about what you have seen yourself.</li><li>Let others finish.</li><li>Nobody "
                        "wins.</li></ol>",
                    ),
                ),
            ],
            "feedback_page": PageAt("contact"),
            "feedback_text": "Ask your own question",
        },
    ),
    PageWords(
        path="our-story/reports-and-publications",
        kind="library",
        title="Reports and publications",
        teaser="What we have learned, free for everyone to read and use.",
        description="Reports and guides by the Brighter Towns Trust to download: the annual review and the "
        "street breakfast guide, with a summary of each.",
        picture="library",
        body=[
            heading("In large print, in easy words, read aloud"),
            text(
                "<p>You may copy everything here as long as you say where it comes from. If you need it in "
                'another form, <a href="page:contact">ask us</a> and we send it within two weeks.</p>'
            ),
        ],
    ),
    PageWords(
        path="our-story/reports-and-publications/street-breakfast-guide",
        kind="publication",
        title="Street breakfast guide",
        teaser="From one table to the whole street: a checklist for six weeks.",
        description="A free guide by the Brighter Towns Trust to breakfast with a whole street: whom to "
        "ask, how to close a road, what to do when it rains.",
        more={
            "kind": "toolkit",
            "published_on": date(2024, 5, 7),
            "authors": "Beth Juniper\nKen Thorn",
            "summary": "Sixty streets have tried it. We wrote down what worked: whom to ask first, how to "
            "close a road for a morning, who brings the chairs, and what to do when it rains.",
            "topics": ["Neighbours", "Volunteering"],
            "audiences": ["communities", "councils"],
            "downloads": [{"document": FileOf("toolkit"), "label": "The whole guide"}],
        },
        body=[
            heading("What is in it"),
            text(
                "<ul><li>A checklist for each of the six weeks.</li><li>A letter for your neighbours, "
                "ready to print.</li><li>The form that most councils ask for, filled in as an "
                "example.</li></ul>"
            ),
        ],
    ),
    PageWords(
        path="our-story/reports-and-publications/annual-review",
        kind="publication",
        title="Annual review",
        teaser="The year in two pages: 23 towns, 68 schools, and two things that went wrong.",
        description="The annual review of the Brighter Towns Trust: what we did in 23 towns and 68 "
        "schools, what it cost, and two things that went wrong.",
        more={
            "kind": "report",
            "published_on": date(2025, 12, 13),
            "authors": "Brighter Towns Trust",
            "summary": "What we did in 23 towns and 68 schools and what it cost, and two things that "
            "went wrong.",
            "topics": ["Hopeful towns"],
            "audiences": ["everyone"],
            "downloads": [{"document": FileOf("annual-review"), "label": ""}],
        },
    ),
    PageWords(
        path="our-story/jobs",
        kind="vacancies",
        title="Jobs",
        teaser="Work that you can see from your own window.",
        description="Jobs at the Brighter Towns Trust, what we offer, and how we choose people fairly.",
        picture="bus",
        body=[
            heading("What we offer"),
            text(
                "<p>Thirty days of holiday besides bank holidays, a pension with 8% from us, and work at "
                "hours that fit children, parents and trains. Every member of staff has two days a year to "
                "volunteer for something else.</p>"
            ),
            heading("How we choose"),
            text(
                "<p>Two people read every letter without the name on it. You get the questions a week "
                "before we meet. Whoever comes to talk with us is paid for the train, and hears from us "
                "within five days, yes or no.</p>"
            ),
        ],
    ),
    PageWords(
        path="our-story/jobs/town-organiser-saltquay",
        kind="vacancy",
        title="Town organiser in Saltquay",
        teaser="You help the people of Saltquay to start things and to keep them going.",
        description="A part-time job in Saltquay with the Brighter Towns Trust: help people to start "
        "things in their town and to keep them going.",
        more={
            "closes_on": InDays(26),
            "closes_time": time(12),
            "salary": "£28,600 for full-time work, so £17,160 for these hours",
            "salary_from": 17_160_00,
            "contract": "fixed-term",
            "working_time": "part",
            "hours": "21 hours a week, for three years",
            "place": "Saltquay",
            "how_to_apply": "<p>Write us two pages: what you have done for a place, and what you would do "
            "first in Saltquay. No curriculum vitae, please.</p>",
            "apply_email": "jobs@example.org",
            "documents": [{"document": FileOf("annual-review"), "label": "What we did last year"}],
        },
        body=[
            heading("You"),
            text(
                "<p>You like meetings that end on time. You can talk with anyone, and you can listen to "
                "them too. Some evenings and one Saturday in four belong to the work.</p>"
            ),
        ],
    ),
    PageWords(
        path="our-story/jobs/schools-officer",
        kind="vacancy",
        title="Schools officer",
        teaser="You bring our lessons into forty classrooms a year.",
        description="A full-time job with the Brighter Towns Trust that has closed: bring our lessons into "
        "forty classrooms a year.",
        more={
            "closes_on": InDays(-12),
            "salary": "£31,200 a year",
            "salary_from": 31_200_00,
            "place": "Tarnwick",
            "remote": "some-days",
            "apply_email": "jobs@example.org",
        },
        body=[
            text(
                "<p>You have taught, or led a youth group, and you would rather ask a question than answer "
                "it. You come to the gatehouse two days a week.</p>"
            ),
        ],
    ),
]
