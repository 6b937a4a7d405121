"""The legal pages. What they say of this website is true; what they say of the charity is invented."""

from datetime import date

from site_core.demo.writing import (
    PageWords,
    accordion,
    heading,
    table,
    text,
)

PAGES = [
    PageWords(
        path="legal",
        kind="section",
        hue="ink",
        title="The small print",
        teaser="In large letters and plain words.",
        description="Privacy, cookies, terms and accessibility of this website, each on one page in plain "
        "words.",
        body=[
            text(
                "<p>The law asks us to say some things. We try to say them so that you like to read them.</p>"
            )
        ],
    ),
    PageWords(
        path="legal/privacy",
        title="Privacy",
        teaser="What we know about you, why, and for how long.",
        description="The privacy notice of this website: what is stored when you write to us or sign in, for "
        "how long, and what you can ask us to do.",
        written_on=date(2025, 11, 3),
        body=[
            text(
                "<p>You can read this whole website without telling us who you are. We do not watch what you "
                "do, we show no advertising, and no other company is told that you were here.</p>"
            ),
            heading("What we store, and when we delete it"),
            table(
                "What is stored on this website",
                ("When you…", "We store", "Why we may", "For how long"),
                (
                    "write to us",
                    "What you write in the form",
                    "Our legitimate interest in answering",
                    "6 months",
                ),
                (
                    "offer to volunteer",
                    "What you write in the form",
                    "Our legitimate interest in answering",
                    "1 year",
                ),
                (
                    "have an account",
                    "E-mail address and name",
                    "You asked for it (contract)",
                    "Until you ask us to delete it",
                ),
                ("get an e-mail from us", "Its text", "To know what we sent you", "30 days"),
                ("get an e-mail from us", "Address, subject and day", "To know what we sent you", "1 year"),
                (
                    "send a form",
                    "A code made from your network address",
                    "To stop robots",
                    "Some days at most",
                ),
            ),
            text(
                "<p>The code cannot be turned back into your address without our secret key, and it stands "
                "for a whole neighbourhood of addresses, not for yours alone.</p>"
            ),
            heading("Who else sees it"),
            text(
                "<p>Only our own staff who need it, and the company that runs our computers, which may use "
                "it for nothing else. If you press play on a video, it comes from YouTube or Vimeo, and "
                "their rules apply. Until you press, they learn nothing.</p>"
            ),
            heading("What you can ask for"),
            text(
                "<ul><li>a copy of all that we hold about you,</li><li>that we correct it,</li><li>that we "
                "delete it,</li><li>that we stop using it for something.</li></ul><p>Use the <a "
                'href="page:contact">contact form</a> or write to our postal address. We answer within one '
                "month, free of charge. If you are not content with us, you can complain to the Information "
                "Commissioner’s Office.</p>"
            ),
        ],
    ),
    PageWords(
        path="legal/cookies",
        title="Cookies",
        teaser="If you only read, there are none.",
        description="This website sets no cookies for visitors. Which ones it needs when you sign in, what "
        "they do and how long they live.",
        written_on=date(2025, 11, 3),
        body=[
            text(
                "<p><b>This website sets no cookie when you visit it.</b> That is why nobody asks you to "
                "accept any. There is no counting, no advertising and no tracking either.</p>"
            ),
            heading("When you sign in"),
            text(
                "<p>To sign in, or to open a page that has a password, the website must recognise your "
                "browser from one page to the next. For that, and for nothing else, it sets these:</p>"
            ),
            table(
                "Cookies for people who sign in",
                ("Name", "What it does", "Until when"),
                (
                    "sessionid",
                    "Remembers that you are signed in",
                    "You sign out or close the browser; for supporters at most two weeks",
                ),
                ("csrftoken", "Makes sure that a form was sent from our own page", "One year"),
                ("messages", "Shows “saved” or “sent” on the next page", "That page has been shown"),
            ),
            text(
                "<p>On the real address of a website the first two names begin with “__Host-”. The law "
                "allows such cookies without asking, because the service that you asked for would not work "
                "without them.</p>"
            ),
        ],
    ),
    PageWords(
        path="legal/terms",
        title="Terms",
        teaser="How you may use this website, and what is invented on it.",
        description="Terms of use of this website: copying, links, and why the charity shown here is "
        "invented for a demonstration.",
        written_on=date(2025, 11, 3),
        body=[
            heading("This is a demonstration"),
            text(
                "<p>The Brighter Towns Trust does not exist. Its people, towns, stories, numbers, addresses "
                "and telephone number are invented, to show what this website can do. If something reminds "
                "you of a real person or a real place, that is chance. Please send no money.</p>"
            ),
            heading("Copying"),
            text(
                "<p>You may copy our words and guides for any good purpose, as long as you say where they "
                "come from. Pictures name their maker below them: please ask first.</p>"
            ),
            heading("Links"),
            text(
                "<p>We link to others when we think that it helps you. What they say is theirs. If one of "
                'our links is wrong, <a href="page:contact">tell us</a>.</p>'
            ),
            heading("If we make a mistake"),
            text(
                "<p>We take care, but advice on this website is general. Before you close a road or light "
                "two hundred lanterns, ask your council.</p>"
            ),
        ],
    ),
    PageWords(
        path="legal/accessibility",
        title="Accessibility",
        teaser="This website is for everybody. Tell us where it is not.",
        description="The accessibility statement of this website: what works, what we know does not work "
        "yet, how we test and how to tell us about a barrier.",
        written_on=date(2025, 11, 3),
        body=[
            text(
                "<p>We want you to be able to use this website with a keyboard, with a screen reader, with "
                "large letters, on a small or an old telephone, with JavaScript switched off, by day and by "
                "night.</p>"
            ),
            heading("How far we are"),
            text(
                "<p>We build to the Web Content Accessibility Guidelines 2.2, level AA. Every page type is "
                "tested by a program (axe) on a small and a large screen, in light and in dark, each time "
                "that we change the website. <b>No outside expert has checked it yet</b>, and programs find "
                "only a part of all barriers. So we do not claim that it is perfect.</p>"
            ),
            heading("What we know about"),
            accordion(
                (
                    "Videos",
                    "<p>Videos are shown by YouTube or Vimeo. We cannot change their players. So we put the "
                    "words of each video below it.</p>",
                ),
                (
                    "Documents",
                    "<p>Our PDF files have headings and a reading order. If one does not work for you, ask "
                    "us for it as a web page, in large print or read aloud.</p>",
                ),
                (
                    "Wide tables",
                    "<p>On a small screen a wide table scrolls sideways inside its frame. You can also reach "
                    "the frame with the keyboard.</p>",
                ),
            ),
            heading("Tell us"),
            text(
                '<p>If something stops you, use the <a href="page:contact">contact form</a>, write to <a '
                'href="mailto:office@example.org">office@example.org</a> or ring 01632 960123. Tell us the '
                "page and what you were trying to do. We answer within five working days.</p><p>If you are "
                "not content with our answer, you can turn to the Equality Advisory and Support Service.</p>"
            ),
        ],
    ),
]
