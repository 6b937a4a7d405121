"""Do Something: give, volunteer, train, raise money, come along; and the contact form."""

from datetime import time

from site_core.demo.writing import (
    InDays,
    PageAt,
    PageWords,
    PictureOf,
    Question,
    accordion,
    buttons,
    call_to_action,
    card,
    cards,
    heading,
    map_link,
    picture,
    quote,
    stream,
    table,
    text,
    to_address,
    to_file,
    to_page,
)

OFFICE = "office@example.org"

PAGES = [
    PageWords(
        path="do-something",
        kind="section",
        hue="sun",
        title="Do Something",
        teaser="An hour, a talk, a breakfast, a gift: choose what suits you.",
        description="Ways to help the Brighter Towns Trust: give money, volunteer, book a workshop, raise "
        "money or come to an event near you.",
        picture="breakfast",
        body=[
            text(
                "<p>You do not have to be an expert, and you do not have to be good at meetings. <b>Most "
                "of what we do began with somebody who said: I could do that.</b></p>"
            ),
        ],
    ),
    PageWords(
        path="do-something/support-our-work",
        title="Support our work",
        teaser="Your gift lays a table, pays for a lesson or keeps a hall warm.",
        description="How to give money to the Brighter Towns Trust by bank, by cheque or in your will, "
        "what your gift does and how Gift Aid makes it bigger.",
        picture="kitchen",
        body=[
            call_to_action(
                "Giving online is on its way",
                "<p>You cannot give on this website yet. We are building that part with care. Until it is "
                "ready, these ways work just as well.</p>",
                to_address("tel:+44 1632 960123", "Ring 01632 960123"),
                to_page("contact", "Write to us"),
            ),
            heading("Three ways to give today"),
            text(
                "<ul><li><b>By bank.</b> Ring us or write to us, and we tell you our account. Never trust "
                "an account number in an e-mail that you did not ask for.</li><li><b>By cheque.</b> Make "
                "it out to “Brighter Towns Trust” and post it to our address at the foot of this "
                "page.</li><li><b>Every month.</b> Ask us for a standing order form. You can stop it at "
                "any time, at your bank, without telling us why.</li></ul><p>(This charity is invented for "
                "a demonstration. Please do not send it any money.)</p>"
            ),
            heading("What your gift does"),
            table(
                "What we can do with a gift",
                ("You give", "That is"),
                ("£4", "One place at a street breakfast, with jam"),
                ("£25", "Tools for one evening in a repair shop"),
                ("£60", "A lesson for one class of thirty pupils"),
                ("£500", "A group in a pilot town opens its doors for a year"),
            ),
            heading("What people ask"),
            accordion(
                (
                    "What is Gift Aid?",
                    "<p>If you pay income tax or capital gains tax in the United Kingdom, we can claim 25p "
                    "back for every £1 that you give. It costs you nothing. You must have paid at least as "
                    "much tax in that year as all charities claim on your gifts.</p>",
                ),
                (
                    "Can I say what my gift is for?",
                    "<p>Yes: for schools, or for one of the three pilot towns. If we ever receive more "
                    "than we can use there, we ask you first.</p>",
                ),
                (
                    "Can I remember you in my will?",
                    "<p>Yes, and thank you. Please talk with your family and a solicitor. They need our "
                    "name, our address and our charity number, which stand at the foot of every page.</p>",
                ),
                (
                    "What if I gave by mistake?",
                    "<p>Tell us within thirty days, and we send it back.</p>",
                ),
            ),
            quote(
                "I give four pounds on the first of the month. I like to think that I have breakfast with "
                "somebody.",
                "Irene Holly",
                "gives every month",
            ),
        ],
    ),
    PageWords(
        path="do-something/volunteer",
        kind="form",
        title="Volunteer",
        teaser="Tell us what you like to do. We find the place for it.",
        description="Volunteer with the Brighter Towns Trust in Tarnwick, Ambleford or Saltquay, at home "
        "or in schools. Fill in a short form and we ring you.",
        picture="allotment",
        questions=(
            Question("Your name"),
            Question("Your e-mail", "email"),
            Question("Telephone", required=False, help_text="If you would rather talk than write."),
            Question(
                "Where would you like to help?",
                "dropdown",
                choices=("Tarnwick", "Ambleford", "Saltquay", "In my own town", "At home"),
            ),
            Question(
                "What would you like to do?",
                "checkboxes",
                required=False,
                choices=(
                    "Cook",
                    "Mend things",
                    "Garden",
                    "Help in lessons",
                    "Welcome people",
                    "Something else",
                ),
            ),
            Question("When can you begin?", "date", required=False),
            Question(
                "What should we know?",
                "multiline",
                required=False,
                help_text="What you enjoy, what you need, what you would rather not do.",
            ),
        ),
        more={
            "introduction": "<p>146 people give us their time. Some come every Saturday, some once a year. "
            "We pay for your travel and your lunch, and somebody shows you round on your first day. You "
            "must be 16 or older; for work in schools we ask for references and a check.</p>",
            "submit_text": "Send my offer",
            "thank_you_title": "Thank you for your offer",
            "thank_you_text": "<p>Somebody from our team will be in touch within five working days.</p>",
            "consent_text": "You may use what I wrote to find a place for me and to get in touch about it.",
            "notify_addresses": "volunteering@example.org",
            "copy_to_sender": True,
            "keep_days": 365,
        },
    ),
    PageWords(
        path="do-something/training-and-workshops",
        kind="events",
        title="Training and workshops",
        teaser="Half a day that changes how your team talks.",
        description="Workshops by the Brighter Towns Trust for schools, councils and workplaces: difficult "
        "conversations, rumours, and opening your doors.",
        picture="lesson",
        more={"kinds": ["training", "workshop"]},
        body=[
            text(
                "<p>We train people who work with people: teachers, housing officers, bus drivers, "
                "librarians. Every workshop is for eight to twenty people, and everybody speaks.</p>"
            ),
            table(
                "Our workshops and what they cost",
                ("Workshop", "How long", "Charities and schools", "Others"),
                ("Difficult conversations", "4 hours", "£240", "£600"),
                ("Stop the rumour", "3 hours", "£180", "£450"),
                ("Open your doors", "1 day", "£400", "£900"),
            ),
            heading("What happens in it"),
            text(
                "<p>No slides. We begin with a real case of yours, play it through, stop and try again. "
                "Two months later we ring you and ask what you have used. If you have used nothing, you "
                "get half the money back. That has happened twice.</p>"
            ),
            quote(
                "I have driven the 40 for nineteen years. This was the first course at which nobody told "
                "me to smile more.",
                "Femi Oakley",
                "bus driver, Ambleford",
            ),
            call_to_action(
                "Book a workshop",
                "<p>Tell us who will come and what is hard at the moment.</p>",
                to_page("contact", "Ask for a date"),
            ),
        ],
    ),
    PageWords(
        path="do-something/fundraising-for-us",
        kind="section",
        title="Fundraising for us",
        teaser="Bake it, run it, sing it: raise money in your own way.",
        description="Raise money for the Brighter Towns Trust with friends, at school or at work: how to "
        "begin, what we send you and how to pay it in.",
        picture="lanterns",
        body=[
            text(
                "<p>When you raise money for us you do two good things at once: you pay for a lesson or a "
                "breakfast, and your friends hear why it matters. We send you a box with bunting, a tin "
                "and a poster with space for your own words.</p>"
            ),
            heading("How to begin"),
            text(
                "<ol><li>Choose a day and something that you enjoy.</li><li>Tell us with the <a "
                'href="page:contact">contact form</a>, and we send you the box.</li><li>Do it. Take a '
                "picture only of people who say yes.</li><li>Pay the money in within a month, and tell "
                "everybody how much it was.</li></ol><p>Street collections need a licence from your "
                "council. We help you to get one.</p>"
            ),
        ],
    ),
    PageWords(
        path="do-something/fundraising-for-us/fun-fundraising",
        title="Fun fundraising",
        teaser="Twelve ideas that worked, and one that did not.",
        description="Twelve fun fundraising ideas from people who tried them, from a silent disco in a "
        "library to a pie that took eleven bakers.",
        picture="breakfast",
        body=[
            picture("breakfast", "The longest breakfast table in Tarnwick: 84 metres.", wide=True),
            heading("An afternoon is enough"),
            text(
                "<ul><li>A cake stall with a price that you choose yourself</li><li>A car wash by people "
                "over seventy</li><li>Guess how many beans are in the jar</li><li>A book swap: bring "
                "three, take three, give a pound</li></ul>"
            ),
            heading("You need a few friends"),
            text(
                "<ul><li>A silent disco in the library</li><li>A pie for the whole street (the record is "
                "eleven bakers)</li><li>A quiz about your own town</li><li>Bingo with the names of "
                "streets</li></ul>"
            ),
            heading("You need some months"),
            text(
                "<ul><li>Walk every street of your town, and have each one sponsored</li><li>A choir of "
                "people who cannot sing</li><li>A calendar of sheds</li><li>A lantern walk</li></ul>"
            ),
            heading("And the one that did not work"),
            text(
                "<p>The sponsored silence of the Tarnwick debating club. It lasted four minutes. They "
                "raised £3.20 and would like to try again.</p>"
            ),
            buttons(
                to_page("contact", "Tell us your idea"),
                to_file("toolkit", "Get the breakfast guide"),
            ),
        ],
    ),
    PageWords(
        path="do-something/events",
        kind="events",
        title="Events",
        teaser="Come as you are. Most of it is free, and there is always tea.",
        description="Regular events of the Brighter Towns Trust in Tarnwick, Ambleford and Saltquay: "
        "kitchen, repair evening, open evening and lantern walk.",
        picture="lanterns",
        body=[
            table(
                "What happens every week, month and year",
                ("What", "When", "Where"),
                ("Saturday kitchen", "Saturdays, 11 to 2", "Gatehouse, Tarnwick"),
                ("Repair evening", "First Tuesday of the month, 6 to 9", "Gatehouse, Tarnwick"),
                ("Market breakfast", "Last Thursday of the month, 8 to 10", "Market square, Ambleford"),
                ("Winter school", "Wednesdays from October to March, 7 to 9", "Pier Room, Saltquay"),
                ("Open evening", "March, June, September and November", "All three towns"),
                ("Lantern walk", "The first Friday in December, at dusk", "Ambleford"),
            ),
            heading("Where the gatehouse is"),
            map_link("The Gatehouse", "Mill Lane\nTarnwick\nZZ1 1ZZ"),
            heading("Good to know"),
            accordion(
                (
                    "Do I have to book?",
                    "<p>Only for the open evenings, so that there are enough chairs. Ring us or use the <a "
                    'href="page:contact">contact form</a>.</p>',
                ),
                (
                    "Can I come with a wheelchair or a pram?",
                    "<p>Yes, everywhere. The Pier Room has a ramp on the left side. Hearing loops are in "
                    "all three places.</p>",
                ),
                (
                    "May I bring my dog?",
                    "<p>To the walk and the market, yes. Not to the kitchen.</p>",
                ),
            ),
            cards(
                card(
                    "our-work/engaging", "What is an open evening?", "Five rules, eight chairs, one promise."
                ),
                card("our-work/organising/stories-of-hope", key="kitchen"),
                card("do-something/volunteer", "Help at an event", "Kettles do not fill themselves."),
                title="Before you come",
            ),
        ],
    ),
    PageWords(
        path="do-something/training-and-workshops/difficult-conversations",
        kind="event",
        title="Difficult conversations, an open workshop",
        teaser="Four hours for people whose team is too small for a workshop of its own.",
        description="An open workshop of the Brighter Towns Trust about difficult conversations, for "
        "people from small teams.",
        picture="lesson",
        more={
            "kind": "workshop",
            "start_day": InDays(41),
            "start_time": time(10),
            "end_time": time(14, 30),
            "place": "Gatehouse",
            "address": "Mill Lane\nTarnwick",
            "postcode": "ZZ1 1ZZ",
            "price": 12_50,
            "price_words": "Free for volunteers",
            "booking_form": PageAt("contact"),
            "booking_text": "Ask for a place",
            "access": "No steps. There is a hearing loop, and lunch without meat.",
        },
        body=[
            text("<p>Bring one conversation that you put off. Nobody has to tell more than they like.</p>")
        ],
    ),
    PageWords(
        path="do-something/events/open-evening",
        kind="event",
        title="Open evening at the gatehouse",
        teaser="Eight chairs, five rules, and a question from the town.",
        description="An open evening of the Brighter Towns Trust at the gatehouse in Tarnwick: eight "
        "chairs, five rules and a question.",
        picture="hall",
        more={
            "start_day": InDays(20),
            "start_time": time(18, 30),
            "end_time": time(20, 30),
            "place": "Gatehouse",
            "address": "Mill Lane\nTarnwick",
            "postcode": "ZZ1 1ZZ",
            "is_online": True,
            "joining": "Ring us, and we send you the link on the day.",
            "price": 0,
            "booking_form": PageAt("contact"),
            "access": "No steps. There is a hearing loop, and tea.",
        },
        body=[text("<p>We talk about the bus, and who it leaves behind. Everybody may speak once.</p>")],
    ),
    PageWords(
        path="do-something/events/repair-evening",
        kind="event",
        title="Repair evening with soup",
        teaser="Bring what is broken. We mend it together.",
        description="A repair evening of the Brighter Towns Trust at the gatehouse in Tarnwick, with "
        "tools, patience and soup.",
        picture="evening",
        more={
            "start_day": InDays(-17),
            "start_time": time(18),
            "end_time": time(21),
            "place": "Gatehouse",
            "price": 0,
        },
        body=[
            heading("What went home again"),
            text(
                "<p>Twenty-six lamps, four radios and one accordion. A toaster stayed: it will be shown to "
                "children as a warning.</p><p>Nine people learned to solder. Two of them now lead the first "
                "hour themselves, so that Arthur can eat his soup while it is hot.</p>"
            ),
            quote("I brought a lamp. I took home a trade.", "Halima Osei", "repairer since November"),
            heading("The next one"),
            text(
                "<p>Always on the first Tuesday of the month, from six to nine. Bring what is broken, its "
                "cable, and an hour.</p>"
            ),
        ],
    ),
    PageWords(
        path="hope-at-home",
        kind="landing",
        title="Hope at home",
        teaser="One evening, a thousand kitchens, one big table.",
        description="Hope at home: an evening of soup, songs and short stories in a thousand kitchens at "
        "once, to raise money for the work of the Brighter Towns Trust.",
        picture="kitchen",
        more={
            "headline": "Put one more chair at your table",
            "lead": "On the last Friday in February a thousand kitchens eat soup at the same time. Invite "
            "three people, pass the hat round, and join the songs at eight.",
            "section_hue": "brick",
            "picture": PictureOf("kitchen"),
            "actions": stream(
                ("link", to_page("do-something/fundraising-for-us", "Host an evening")),
                ("link", to_page("do-something/support-our-work", "Give instead")),
            ),
        },
        body=[
            heading("How the evening goes"),
            text(
                "<ol><li>At six you cook. We send three soups that cost less than a pound a "
                "plate.</li><li>At seven you eat and talk. There is a card with one question beside every "
                "plate.</li><li>At eight all kitchens meet online for half an hour of songs and "
                "stories.</li></ol>"
            ),
            quote("We were five at the table and nine hundred in the choir.", "Joan Pell", "Saltquay"),
            accordion(
                (
                    "Must I be able to cook?",
                    "<p>No. Last year somebody served crisps in bowls and raised more than anyone.</p>",
                ),
                (
                    "What happens to the money?",
                    "<p>It pays for street breakfasts in towns that have none yet.</p>",
                ),
            ),
        ],
    ),
    PageWords(
        path="do-something/two-hundred-lanterns",
        kind="landing",
        title="Two hundred lanterns",
        teaser="One evening in December, one lantern for every street of Ambleford.",
        description="The lantern campaign of the Brighter Towns Trust: help every street of Ambleford to "
        "make one lantern, and walk with us on the longest night.",
        picture="lanterns",
        more={
            "headline": "Two hundred lanterns against the dark",
            "lead": "On the longest night of the year every street of Ambleford carries a light of its own "
            "through the town. 141 are glued and painted. We need paper for 59 more.",
            "section_hue": "heather",
            "picture": PictureOf("lanterns"),
            "actions": stream(
                ("link", to_page("do-something/support-our-work", "Give paper for a lantern")),
                ("link", to_page("do-something/volunteer", "Help to make one")),
            ),
        },
        body=[
            heading("How it goes"),
            text(
                "<ol><li>Five neighbours meet for one evening. We bring paper, wire, glue and somebody who "
                "knows how.</li><li>Each street makes one lantern, as large as a wardrobe or as small as a "
                "hat.</li><li>On the longest night all of them meet at the town hall and walk to the mill. "
                "Nobody walks alone.</li></ol>"
            ),
            quote(
                "I have lived here for nineteen years. I learned the names of my street in one evening, "
                "with glue on my fingers.",
                "Ken Thorn",
                "Weaver Row, Ambleford",
            ),
            call_to_action(
                "Eight pounds is one lantern",
                "<p>Paper, wire, a candle that runs on a battery, and a hot drink for those who carry "
                "it.</p>",
                to_page("do-something/support-our-work", "Give paper for a lantern"),
            ),
        ],
    ),
    PageWords(
        path="contact",
        kind="form",
        title="Contact us",
        teaser="Ask, tell, complain, propose: a person reads every message.",
        description="Write to the Brighter Towns Trust, ring us or visit the gatehouse in Tarnwick. We "
        "answer within five working days.",
        picture="bus",
        questions=(
            Question("Your name"),
            Question("Your e-mail", "email", help_text="So that we can answer you."),
            Question(
                "What is it about?",
                "dropdown",
                choices=(
                    "A question",
                    "A lesson or workshop",
                    "Giving money",
                    "Jobs",
                    "Something went wrong",
                ),
            ),
            Question("Your message", "multiline"),
        ),
        more={
            "introduction": "<p>We answer within five working days, usually sooner. You can also ring us "
            "from Monday to Thursday, 10 to 4.</p>",
            "submit_text": "Send message",
            "thank_you_title": "Thank you for your message",
            "thank_you_text": "<p>It has arrived. We have sent a copy to your e-mail address, and you hear "
            "from us within five working days.</p>",
            "consent_text": "You may keep my details for six months, to answer me.",
            "notify_addresses": OFFICE,
            "copy_to_sender": True,
            "keep_days": 180,
        },
    ),
    PageWords(
        path="basket",
        title="The shop opens soon",
        teaser="Your basket is empty, because the shelves still are.",
        description="The shop of the Brighter Towns Trust is not open yet: what it will sell, and where to "
        "find our things until then.",
        body=[
            text(
                "<p>We are painting the shelves. Soon you can buy the things that our groups make here: "
                "seed paper, tea towels with the roofs of Tarnwick, and the street breakfast book. "
                "<b>Every penny of the profit goes to the towns that made them.</b></p>"
            ),
            heading("Until then"),
            text(
                '<ul><li>Come to one of <a href="page:do-something/events">our events</a>: there is '
                "always a table with things to buy.</li><li>Or give what you would have spent: <a "
                'href="page:do-something/support-our-work">support our work</a>.</li></ul>'
            ),
        ],
    ),
]
