"""Our Work: educating, research and policy, organising with its stories of hope, engaging."""

from datetime import date

from site_core.demo.writing import (
    PageWords,
    accordion,
    alert_box,
    buttons,
    call_to_action,
    card,
    cards,
    documents,
    heading,
    people_block,
    picture,
    picture_text,
    quote,
    table,
    text,
    to_page,
    video,
)

PAGES = [
    PageWords(
        path="our-work",
        kind="section",
        hue="sea",
        title="Our Work",
        teaser="We teach, we ask, we organise and we speak up.",
        description="The four parts of our work: lessons in schools, research and policy, organising in "
        "towns, and talking with those who decide.",
        picture="lesson",
        body=[
            text(
                "<p>Hope is not a feeling that falls from the sky. It comes when three things meet: people "
                "who know each other, facts that can be trusted, and a say in what happens next. <b>Each "
                "part of our work looks after one of them</b>, and the fourth makes sure that somebody "
                "listens.</p>"
            ),
        ],
    ),
    PageWords(
        path="our-work/educating",
        title="Educating",
        teaser="Lessons about rumours, pictures and kind disagreement, for ages 9 to 16.",
        description="Free lessons and teachers’ training by the Brighter Towns Trust: how rumours travel, "
        "how to check a picture, how to disagree without a fight.",
        picture="lesson",
        byline="Precious Linden",
        written_on=date(2022, 9, 5),
        more={"reviewed_on": date(2026, 8, 24)},
        body=[
            alert_box(
                "Free for schools in our three towns",
                '<p>Schools in Tarnwick, Ambleford and Saltquay pay nothing. <a href="page:contact">Ask for '
                "a date</a>.</p>",
            ),
            text(
                "<p>Children hear a hundred claims a day. Some are true, some are half true, some are meant "
                "to make them angry. We do not tell them what to think. We show them how to look twice.</p>"
            ),
            picture_text(
                "lesson",
                "A lesson is 60 minutes long",
                "<p>One of our teachers comes to you. Nobody sits still for long: pupils play a rumour "
                "through the room, take a picture apart and swap sides in an argument.</p><p>Lessons are "
                "free for state schools. We pay for them with gifts.</p>",
            ),
            heading("Choose a lesson"),
            table(
                "Our three lessons side by side",
                ("Lesson", "Ages", "Pupils practise", "You need"),
                ("The rumour machine", "9 to 11", "How stories change on their way", "A hall"),
                ("Look twice", "11 to 14", "Where a picture or video comes from", "A screen"),
                ("Both sides of the table", "13 to 16", "To argue without a fight", "A circle of chairs"),
            ),
            heading("See how it feels"),
            video(
                "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
                "A cartoon from our lesson “Both sides of the table”",
                "10:34",
                "lesson",
                "<p>There are no words in this film. A big, gentle rabbit enjoys a morning in the meadow. "
                "Three small animals throw nuts at him and spoil what he loves. In the end he plays a trick "
                "on each of them. Pupils stop the film three times and ask: what else could he do?</p><p>The "
                "film is Big Buck Bunny, made by the Blender Foundation and free to share (Creative Commons "
                "Attribution 3.0).</p>",
            ),
            heading("What teachers ask"),
            accordion(
                (
                    "Does a lesson fit our plan for the year?",
                    "<p>Yes. Each lesson comes with a page that says which aims of citizenship and computing "
                    "it meets.</p>",
                ),
                (
                    "What if something upsets a pupil?",
                    "<p>Your own teacher is always in the room. Ours knows what to do and whom to tell, and "
                    "has an enhanced check by the Disclosure and Barring Service.</p>",
                ),
                (
                    "Can we have a lesson by video call?",
                    "<p>Yes, for up to thirty pupils. It lasts 45 minutes.</p>",
                ),
            ),
            quote(
                "On Monday two of my pupils checked a rumour before they passed it on. On Tuesday they told "
                "me off for not checking mine.",
                "A teacher",
                "Ambleford, year 6",
            ),
            call_to_action(
                "Bring us to your school",
                "<p>Tell us the age of your pupils and three days that would suit you.</p>",
                to_page("contact", "Ask for a lesson"),
                to_page("do-something/training-and-workshops", "Train your staff"),
                tone="sea",
            ),
        ],
    ),
    PageWords(
        path="our-work/research-and-policy",
        title="Research and policy",
        teaser="We ask people what gives them hope. Then we tell those who decide.",
        description="How the Brighter Towns Trust asks 4,000 people each spring what gives them hope, what "
        "it found, and which rules should change.",
        picture="library",
        byline="Idris Alder",
        written_on=date(2025, 6, 2),
        body=[
            documents("The newest report", ("twelve-questions", "Twelve questions about hope, in full")),
            text(
                "<p>Good wishes are not enough. We want to know what works. So each spring we ask 4,000 "
                "people, in towns where we work and in towns where we do not, the same twelve questions.</p>"
            ),
            heading("Three things that we have found"),
            text(
                "<ol><li><b>Places matter more than talks.</b> Towns with an open hall, library or pool "
                "gained most hope. Towns that only had meetings gained little.</li><li><b>Small wins come "
                "first.</b> A mended bench in week two does more than a grand plan in year "
                "two.</li><li><b>Asking and then not answering does harm.</b> Where a council asked people "
                "and never told them what came of it, hope fell below where it began.</li></ol>"
            ),
            heading("What should change"),
            text(
                "<p>We ask councils and governments for three rules:</p><ul><li>A town may buy an empty shop "
                "before it is sold to somebody far away.</li><li>Whoever asks the public a question "
                "publishes the answers within twelve weeks.</li><li>Every town of 10,000 people keeps one "
                "warm room that is open to all, every day.</li></ul><p>How this began, and the numbers for "
                'each town, is under <a href="page:hopeful-towns/about">Hopeful Towns</a>. The full reports '
                'are on <a href="page:our-story/reports-and-publications">Reports and publications</a>.</p>'
            ),
            buttons(
                to_page("hopeful-towns/about/research", "See the numbers"),
                to_page("hopeful-towns/about/national-policy", "Read what we ask for"),
            ),
        ],
    ),
    PageWords(
        path="our-work/organising",
        kind="section",
        title="Organising",
        teaser="We help people to start something, and to keep it going.",
        description="How our organisers help neighbours to start a breakfast, a repair shop or a choir, and "
        "how to keep it going after we leave.",
        picture="breakfast",
        body=[
            people_block("Whom to ask", "callum", "beth"),
            text(
                "<p>An organiser does not run things. An organiser finds the person who always wanted to, "
                "and stands beside them for a while. Ours work to a plan of four steps.</p>"
            ),
            heading("Four steps"),
            text(
                "<ol><li><b>Listen.</b> Fifty doors, fifty cups of tea, one notebook.</li><li><b>Begin "
                "small.</b> One thing that can be done within a month.</li><li><b>Share the work.</b> Nobody "
                "does the same job for longer than a year.</li><li><b>Step back.</b> After two years we come "
                "only when we are asked.</li></ol>"
            ),
            table(
                "What people started with us last year",
                ("What", "How many"),
                ("Street breakfasts", 112),
                ("Repair evenings", 47),
                ("Shared gardens", 19),
                ("Choirs and bands", 8),
                ("Lantern walks", 6),
            ),
        ],
    ),
    PageWords(
        path="our-work/engaging",
        title="Engaging",
        teaser="We bring people and those who decide to the same table.",
        description="How the Brighter Towns Trust brings residents, councils, employers and faith groups "
        "together to decide about their town.",
        picture="hall",
        byline="Beth Juniper",
        written_on=date(2022, 2, 21),
        more={"reviewed_on": date(2025, 1, 13)},
        body=[
            picture("hall", "An open evening in the town hall of Ambleford.", wide=True),
            text(
                "<p>Most decisions about a town are made in a room where few of its people have ever been. "
                "We open the door. Four times a year we hold an <b>open evening</b> in each pilot town.</p>"
            ),
            heading("An open evening has five rules"),
            text(
                "<ol><li>Tables, not rows. Eight chairs each.</li><li>At every table sits somebody who "
                "decides, and listens for the first half hour.</li><li>Everybody speaks once before anybody "
                "speaks twice.</li><li>Every table ends with one promise, and a name beside "
                "it.</li><li>Twelve weeks later all promises are read out: kept or not kept.</li></ol>"
            ),
            heading("What became of 96 promises"),
            table(
                "Promises made at open evenings last year",
                ("Town", "Made", "Kept", "Not yet", "Broken"),
                ("Tarnwick", 34, 25, 7, 2),
                ("Ambleford", 28, 19, 5, 4),
                ("Saltquay", 34, 22, 6, 6),
                ("Total", 96, 66, 18, 12),
            ),
            cards(
                card("hopeful-towns/about/leadership-network", key="hall"),
                card("do-something/events", key="lanterns"),
                title="Come along",
            ),
        ],
    ),
]
