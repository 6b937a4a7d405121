"""Hopeful Towns: about the programme (four pages below), why, resources, get involved."""

from datetime import date

from site_core.demo.writing import (
    PageWords,
    accordion,
    buttons,
    call_to_action,
    gallery,
    heading,
    newsletter,
    picture,
    picture_text,
    quote,
    table,
    text,
    to_address,
    to_page,
)

PAGES = [
    PageWords(
        path="hopeful-towns",
        kind="section",
        hue="heather",
        title="Hopeful Towns",
        teaser="Three towns, five years, one question: what gives people hope where they live?",
        description="Hopeful Towns is our five-year programme in Tarnwick, Ambleford and Saltquay. See what "
        "we try, what we learn and how your town can join.",
        picture="saltquay",
        body=[
            text(
                "<p>A mill town, a market town and a town by the sea. Each has lost something: work, shops, "
                "visitors. Each has kept something too. From 2022 to 2027 we work with their people to find "
                "out <b>what turns a worried place into a hopeful one</b>, and we share what we learn with "
                "every other town.</p>"
            ),
        ],
    ),
    PageWords(
        path="hopeful-towns/about",
        kind="section",
        title="About",
        teaser="How the programme works, who takes part and what it has shown so far.",
        description="About Hopeful Towns: research, pilot communities, national policy and the leadership "
        "network of our programme for hope in towns.",
        picture="hall",
        body=[
            text(
                "<p>The programme has four parts. <b>Research</b> measures hope. <b>Pilot communities</b> "
                "try things out. The <b>leadership network</b> carries what works from town to town. "
                "<b>National policy</b> asks for the rules that towns need.</p>"
            ),
        ],
    ),
    PageWords(
        path="hopeful-towns/about/research",
        title="Research",
        teaser="Can hope be measured? We ask twelve questions, every spring.",
        description="The results of the Hopeful Towns survey in Tarnwick, Ambleford and Saltquay from 2022 "
        "to 2025, and how we ask the questions.",
        picture="library",
        byline="Idris Alder",
        written_on=date(2025, 5, 19),
        body=[
            text(
                "<p>We ask a thousand people in each pilot town, by letter, at the door and online. They are "
                "chosen by chance, so that the loud and the quiet have the same say.</p>"
            ),
            heading("Two of the twelve questions"),
            table(
                "People who say “we look out for each other here”, in per cent",
                ("Town", "2022", "2023", "2024", "2025"),
                ("Tarnwick", 41, 44, 52, 58),
                ("Ambleford", 55, 54, 57, 61),
                ("Saltquay", 38, 37, 44, 49),
                ("Towns without us", 46, 45, 45, 46),
                source="Hopeful Towns survey (invented for this demonstration)",
            ),
            table(
                "People who say “I can change something here”, in per cent",
                ("Town", "2022", "2023", "2024", "2025"),
                ("Tarnwick", 22, 26, 31, 35),
                ("Ambleford", 30, 31, 33, 36),
                ("Saltquay", 19, 18, 27, 31),
                ("Towns without us", 24, 24, 23, 24),
                source="Hopeful Towns survey (invented for this demonstration)",
            ),
            heading("What the numbers do not say"),
            text(
                "<p>In Saltquay both numbers fell in the first year. We had asked a lot and done little. "
                "Then the Pier Room opened. We do not know yet whether the gains last once our organiser has "
                "left: that is what the years 2026 and 2027 are for.</p>"
            ),
        ],
    ),
    PageWords(
        path="hopeful-towns/about/pilot-communities",
        title="Pilot communities",
        teaser="Tarnwick, Ambleford and Saltquay: three places and what they try.",
        description="The three pilot communities of Hopeful Towns: Tarnwick, Ambleford and Saltquay, what "
        "each is like and what its people are trying.",
        picture="mill",
        byline="Callum Hawthorn",
        written_on=date(2020, 6, 2),
        more={"reviewed_on": date(2026, 3, 16)},
        body=[
            gallery(
                ("mill", "Tarnwick, Sunday"),
                ("market", "Ambleford, Thursday"),
                ("saltquay", "Saltquay, any evening"),
                title="Three mornings",
            ),
            heading("Tarnwick: the mill town"),
            picture_text(
                "mill",
                "31,000 people under one chimney",
                "<p>The mill is flats now, but the gatehouse belongs to the town. It has a kitchen, a "
                "workshop and the only piano that anyone may play at any time.</p><p><b>What they try:</b> "
                "every empty shop gets a table for neighbours until it is let.</p>",
            ),
            heading("Ambleford: the market town"),
            picture_text(
                "market",
                "18,000 people and a Thursday market",
                "<p>Many new families have come to the estates at the edge of town. The bus between old town "
                "and new stopped at six. Now it runs until ten, and it is full.</p><p><b>What they try:</b> "
                "a welcome basket for every house that changes hands, brought by a neighbour.</p>",
                side="right",
            ),
            heading("Saltquay: the town by the sea"),
            picture_text(
                "saltquay",
                "44,000 people in summer, 29,000 in winter",
                "<p>In summer there is work, in winter there is none. The young people leave, and come back "
                "for Christmas.</p><p><b>What they try:</b> the Pier Room, and a winter school in which "
                "people teach each other what they know: nets, spreadsheets, bread.</p>",
            ),
            quote(
                "We thought that you would tell us what is wrong with us. Nobody had ever asked what is "
                "right.",
                "Derek Sallow",
                "market trader, Ambleford",
            ),
        ],
    ),
    PageWords(
        path="hopeful-towns/about/national-policy",
        title="National policy",
        teaser="Some things a town cannot do alone. So we ask for better rules.",
        description="What Hopeful Towns asks governments and councils for: a right to buy, answers within "
        "twelve weeks and one warm room in every town.",
        picture="hall",
        byline="Idris Alder",
        written_on=date(2023, 11, 8),
        more={"reviewed_on": date(2024, 12, 2)},
        body=[
            text(
                "<p>Charity law lets us speak up for changes that help our purpose, and forbids us to take "
                "sides between parties. We keep to both. This is what we ask of every government:</p>"
            ),
            accordion(
                (
                    "A right to buy",
                    "<p>When a shop or a hall has been empty for two years, the people of the town may buy "
                    "it first, at a fair price, and have a year to find the money.</p>",
                ),
                (
                    "Answers within twelve weeks",
                    "<p>Whoever asks the public says within twelve weeks what people answered, and what will "
                    "come of it. Nothing may be an answer too, but it has to be said.</p>",
                ),
                (
                    "One warm room",
                    "<p>Every town of 10,000 people keeps one room that is open every day, warm, dry and "
                    "free. A library is best.</p>",
                ),
            ),
            heading("What has come of it"),
            text(
                "<p>Two councils have taken up the twelve-week rule. A third has refused, and told us why: "
                "it has one person for all its surveys. Now we help that person.</p>"
            ),
        ],
    ),
    PageWords(
        path="hopeful-towns/about/leadership-network",
        title="Leadership network",
        teaser="People who change their towns, learning from each other.",
        description="The Hopeful Towns leadership network: a year of visits, workshops and advice for forty "
        "people who change the places where they live.",
        picture="lanterns",
        body=[
            text(
                "<p>Leaders are not always those in front. Our network is for people whom others follow "
                "without being told to: a head teacher, an imam, a barber, the woman who runs the food "
                "bank.</p>"
            ),
            heading("A year in the network"),
            table(
                "What happens when",
                ("When", "What", "Where"),
                ("September", "Forty people meet for two days", "Tarnwick"),
                ("November to May", "Visits in pairs, one in each town", "All towns"),
                ("March", "A workshop on difficult conversations", "Ambleford"),
                ("June", "Everyone shows one thing that did not work", "Saltquay"),
            ),
            heading("How to join"),
            text(
                "<p>It costs nothing, and we pay for trains and childcare. Two people have to tell us why "
                "you should be in it. You cannot be one of them.</p>"
            ),
            buttons(to_page("contact", "Name somebody")),
        ],
    ),
    PageWords(
        path="hopeful-towns/why-we-need-hopeful-towns",
        title="Why we need hopeful towns",
        teaser="Where hope goes, trust goes with it. Both can come back.",
        description="Why hope matters for towns: what happens when people stop trusting each other, and what "
        "brings trust back.",
        picture="evening",
        byline="Nadia Rowan",
        written_on=date(2021, 9, 14),
        more={"reviewed_on": date(2026, 3, 16)},
        body=[
            picture(
                "evening",
                "Evening in Saltquay, when the shops have closed and the lights come on.",
                wide=True,
            ),
            heading("What happens when hope goes"),
            text(
                "<p>First the buses get fewer. Then the bank closes, the pool, the pub. People meet less "
                "often, and about those whom we never meet we believe nearly anything. <b>Fear of strangers "
                "grows best where there are no places to meet them.</b></p><p>Somebody always comes along "
                "who offers someone to blame. It is an easy story, and it mends not one roof.</p>"
            ),
            heading("What brings it back"),
            text(
                "<p>Not speeches. In every town that we know, it began with something that could be seen: a "
                "light in a window, a stall, a bench. Then came a second one, made by somebody else. That is "
                "when people say “we” again.</p>"
            ),
            quote(
                "You cannot hate a man once he has fixed your bicycle. I have tried.",
                "Ken Thorn",
                "repair evening, Tarnwick",
            ),
            call_to_action(
                "What would be the first light in your town?",
                "<p>Tell us. We answer every message ourselves.</p>",
                to_page("hopeful-towns/get-involved", "Get involved"),
                tone="heather",
            ),
        ],
    ),
    PageWords(
        path="hopeful-towns/resources",
        kind="library",
        title="Resources",
        teaser="Lessons, guides and checklists to use in your own town, free of charge.",
        description="Free resources from Hopeful Towns: lessons for schools, a checklist for open "
        "evenings, a letter to neighbours and questions to measure hope.",
        picture="library",
        more={"kinds_from_elsewhere": ["toolkit"]},
        body=[
            heading("Use them as you like"),
            text(
                "<p>Copy, change and translate everything here, as long as you say where it comes from. "
                "Tell us "
                'how it went: <a href="page:contact">we collect what works</a>.</p>'
            ),
        ],
    ),
    PageWords(
        path="hopeful-towns/get-involved",
        title="Get involved",
        teaser="For towns, for groups and for you: three ways to take part.",
        description="How to take part in Hopeful Towns: propose your town, join as a group, or take part as "
        "one person in Tarnwick, Ambleford or Saltquay.",
        picture="allotment",
        body=[
            newsletter("Letters from the towns", "<p>One good story a month, and what you can do.</p>"),
            heading("As a town"),
            text(
                "<p>Each year we take on two towns for a smaller programme of one year. Your council, one "
                "school and one local group write to us together. We choose in March. Those whom we do not "
                "choose get a day with an organiser, free of charge.</p>"
            ),
            heading("As a group"),
            text(
                "<p>Choir, mosque, football club, knitting circle: if you meet every week in a pilot town, "
                "you can have up to £500 from our small pot to open your doors to others. The form has one "
                "page.</p>"
            ),
            heading("As yourself"),
            picture_text(
                "allotment",
                "Two hours in the garden",
                "<p>The easiest way in is the shared garden. There is one in each pilot town, open on "
                "Wednesday evenings and Saturday mornings. Tools are there. So is somebody who knows about "
                "beans.</p>",
                side="right",
            ),
            buttons(
                to_page("do-something/volunteer", "Become a volunteer"),
                to_address("mailto:towns@example.org", "Write to the towns team"),
            ),
        ],
    ),
]
