"""The legal pages. What they say of this website is true; what they say of the charity is invented."""

from datetime import date
from typing import Any

from site_core.demo.writing import (
    InDays,
    PageAt,
    PageWords,
    Question,
    accordion,
    heading,
    table,
    text,
)

OFFICE = "office@example.org"
FEEDBACK = "legal/something-is-wrong"


def dated(version: str, contact: str, words: str) -> dict[str, Any]:
    """What each of these pages says about itself: which version, since when, read again when, whom to ask."""
    return {
        "version": version,
        "effective_on": date(2025, 11, 3),
        # The demo is a site that people look after: somebody read these pages not long ago.
        "reviewed_on": InDays(-9),
        "contact": contact,
        "feedback_page": PageAt(FEEDBACK),
        "feedback_text": words,
    }


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
        kind="legal",
        title="Privacy",
        teaser="What we know about you, why, and for how long.",
        description="The privacy notice of this website: what is stored when you write to us, sign in or "
        "get our newsletter, for how long, and what you can ask us to do.",
        more=dated("3", "Rukhsana Bay, data protection lead", "Ask about your data"),
        body=[
            text(
                "<p>You can read this whole website without telling us who you are. We show no "
                "advertising, we follow nobody from page to page, and no other company is told that you "
                "were here.</p>"
            ),
            heading("What we store, and when we delete it"),
            table(
                "What is stored on this website",
                ("When you…", "We store", "Why we may", "For how long"),
                (
                    "write to us",
                    "What you write in the form, and the words of the box that you tick",
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
                    "ask for our newsletter",
                    "E-mail address, name if you give it, the words that you agreed to, when and in which "
                    "form",
                    "Your consent",
                    "Until you ask us to delete it; 6 years after you unsubscribe; 14 days if you never "
                    "confirm",
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
                (
                    "read a page",
                    "A code made from your network address",
                    "To count a page once an hour",
                    "Until that hour is over",
                ),
                (
                    "work for us",
                    "What our team page says about you",
                    "Our legitimate interest in saying who we are",
                    "Until you leave, or ask us to take it down",
                ),
            ),
            text(
                "<p>The code cannot be turned back into your address without our secret key, and it stands "
                "for a whole neighbourhood of addresses, not for yours alone.</p>"
            ),
            heading("The newsletter"),
            text(
                "<p>When you type your address, we send one e-mail that asks whether it was you. Only if "
                "you press the button behind its link do you get the newsletter. Each newsletter has a "
                "link that ends it with one click. We keep the words that you agreed to, so that we can "
                "show what you said yes to. Our e-mails hold no hidden pictures that tell us whether you "
                "opened them.</p>"
            ),
            heading("Which pages are read most"),
            text(
                "<p>We want to know which pages people like. So when a page has been open for five "
                "seconds, your browser sends us the number of that page, and nothing about you. All that "
                "we keep is one number for each page. <b>We cannot tell who read what.</b> We count nobody "
                "whose browser says “do not track” or sends the Global Privacy Control, and not our own "
                "staff.</p>"
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
                'href="page:contact">contact form</a> or write to our postal address. We answer within '
                "one month, free of charge. If you are not content with us, you can complain to the "
                "Information Commissioner’s Office.</p>"
            ),
        ],
    ),
    PageWords(
        path="legal/cookies",
        kind="legal",
        title="Cookies",
        teaser="If you only read, there are none.",
        description="This website sets no cookies for visitors. Which ones it needs when you sign in, what "
        "they do and how long they live.",
        more=dated("2", "Rukhsana Bay, data protection lead", "Tell us what is wrong"),
        body=[
            text(
                "<p><b>This website sets no cookie when you read it.</b> That is why nobody asks you to "
                "accept any. There is no advertising and no tracking either. We do count how often pages "
                'are read, without a cookie and without knowing by whom: <a href="page:legal/privacy">the '
                "privacy page</a> says how.</p>"
            ),
            heading("When you sign in"),
            text(
                "<p>To sign in, or to open a page that has a password, the website must recognise your "
                "browser from one page to the next. For that, and for nothing else, it sets these:</p>"
            ),
            table(
                "Cookies for people who sign in or open a page with a password",
                ("Name", "What it does", "Until when"),
                (
                    "sessionid",
                    "Remembers that you are signed in, or that you know the password",
                    "You sign out or close the browser; for supporters at most two weeks",
                ),
                (
                    "signed_in",
                    "Says “1”, so that the top of each page can show “My details”; it opens nothing",
                    "As long as the one above",
                ),
                ("csrftoken", "Makes sure that a form was sent from our own page", "One year"),
                ("messages", "Shows “saved” or “sent” on the next page", "That page has been shown"),
            ),
            text(
                "<p>On the real address of a website, “sessionid” and “csrftoken” begin with “__Host-”. "
                "Forms that anybody may send (to write to us, to get the newsletter) need no "
                "cookie.</p><p>The law allows cookies like these without asking, because the service that "
                "you asked for would not work without them (Privacy and Electronic Communications "
                "Regulations 2003, regulation 6).</p>"
            ),
            heading("How to get rid of them"),
            text(
                "<p>Sign out, and the website forgets you. You can also delete cookies in your browser’s "
                "settings at any time. You then have to sign in again; nothing else changes.</p>"
            ),
            heading("Videos"),
            text(
                "<p>A video loads nothing until you press play. Then it comes from YouTube or Vimeo, who "
                "may set cookies of their own.</p>"
            ),
        ],
    ),
    PageWords(
        path="legal/terms",
        kind="legal",
        title="Terms",
        teaser="How you may use this website, and what is invented on it.",
        description="Terms of use of this website: copying, links, and why the charity shown here is "
        "invented for a demonstration.",
        more=dated("1", "Nadia Rowan, director", "Tell us what is wrong"),
        body=[
            heading("This is a demonstration"),
            text(
                "<p>The Brighter Towns Trust does not exist. Its people, towns, stories, numbers, "
                "addresses and telephone number are invented, to show what this website can do. If "
                "something reminds you of a real person or a real place, that is chance. Please send no "
                "money.</p>"
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
        kind="legal",
        title="Accessibility",
        teaser="This website is for everybody. Tell us where it is not.",
        description="The accessibility statement of this website: what works, what we know does not work "
        "yet, how we test and how to tell us about a barrier.",
        more=dated("2", "Beth Juniper, who looks after this website", "Tell us what stops you"),
        body=[
            text(
                "<p>We want you to be able to use this website with a keyboard, with a screen reader, with "
                "large letters, on a small or an old telephone, with JavaScript switched off, by day and "
                "by night.</p>"
            ),
            heading("How far we are"),
            text(
                "<p>We build to the Web Content Accessibility Guidelines 2.2, level AA. We say that this "
                "website <b>conforms in part</b>: we know of the limits below, and <b>no outside expert "
                "has checked it yet</b>.</p>"
            ),
            heading("How we test"),
            text(
                "<p>Each time that we change the website, a program opens every page of it and "
                "looks:</p><ul><li>with the test tool axe, on a small and on a large screen, in light and "
                "in dark;</li><li>with the keyboard alone: whether one always sees where one is, and "
                "whether nothing covers it;</li><li>at 320 pixels, and with more room between letters and "
                "lines: whether nothing is cut off;</li><li>without JavaScript: whether all words are "
                "still there;</li><li>whether each page is written as the standard asks, with one main "
                "heading and no level left out.</li></ul><p>Programs find only a part of all barriers. So "
                "please tell us what they have missed.</p>"
            ),
            heading("What we know about"),
            accordion(
                (
                    "Videos",
                    "<p>Videos are shown by YouTube or Vimeo. We cannot change their players. So we put "
                    "the words of each video below it.</p>",
                ),
                (
                    "Documents",
                    "<p>Our PDF files have headings and a reading order. If one does not work for you, ask "
                    "us for it as a web page, in large print or read aloud.</p>",
                ),
                (
                    "Wide tables",
                    "<p>On a small screen a wide table scrolls sideways inside its frame. You can also "
                    "reach the frame with the keyboard.</p>",
                ),
                (
                    "Sign language and easy words",
                    "<p>We have no pages in British Sign Language or in Easy Read yet. Tell us which page "
                    "you need first.</p>",
                ),
            ),
            heading("Tell us"),
            text(
                '<p>If something stops you, <a href="page:legal/something-is-wrong">tell us here</a>, '
                'write to <a href="mailto:office@example.org">office@example.org</a> or ring 01632 '
                "960123. Tell us the page and what you were trying to do. We answer within five working "
                "days. If you need a page in another form, we send it within two weeks.</p>"
            ),
            heading("If our answer does not help"),
            text(
                "<p>You have a right to services that you can use (Equality Act 2010). If you are not "
                "content with our answer, you can turn to the Equality Advisory and Support Service, or in "
                "Northern Ireland to the Equality Commission.</p>"
            ),
        ],
    ),
    PageWords(
        path=FEEDBACK,
        kind="form",
        title="Tell us what is wrong",
        teaser="A page that does not work for you, a mistake, a question about your data.",
        description="Tell the Brighter Towns Trust what stops you on this website, which page has a "
        "mistake, or what you want to know about your personal data.",
        questions=(
            Question(
                "What is it about?",
                "radio",
                choices=(
                    "I cannot use something",
                    "Something is not true",
                    "My personal data",
                    "Something else",
                ),
            ),
            Question(
                "Which page?",
                required=False,
                help_text="Its address or its title, if you know it.",
            ),
            Question("What happened, and what did you want to do?", "multiline"),
            Question(
                "How do you read this website?",
                required=False,
                help_text="For instance: with a screen reader, on an old telephone, with very large letters.",
            ),
            Question("Your e-mail", "email", required=False, help_text="Only if you want an answer from us."),
        ),
        more={
            "introduction": "<p>You need not say who you are. Without an e-mail address we cannot answer, "
            "but we read every message and mend what we can.</p>",
            "submit_text": "Tell us",
            "thank_you_title": "Thank you for telling us",
            "thank_you_text": "<p>A person reads it within two working days. If you gave an e-mail "
            "address, you hear from us within five.</p>",
            "notify_addresses": OFFICE,
            "keep_days": 180,
        },
    ),
]
