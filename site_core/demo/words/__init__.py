"""What is written on the demo's pages, each part of the site in a file of its own, parents first."""

from site_core.demo.writing import PageWords

from . import (
    blogs,
    do_something,
    extras,
    happenings,
    home,
    hopeful_towns,
    legal,
    our_story,
    our_work,
    publications,
)

PAGES: list[PageWords] = [
    *home.PAGES,
    *our_story.PAGES,
    *our_work.PAGES,
    *hopeful_towns.PAGES,
    *blogs.PAGES,
    *do_something.PAGES,
    *happenings.PAGES,
    *publications.PAGES,
    *legal.PAGES,
    *extras.PAGES,
]
