"""Story pages: what makes the pages of a site's stories, in each of its languages."""

from __future__ import annotations

from dateline.files.addresses import language_of
from dateline.linking.link import Survey, tags_of
from dateline.linking.linkedpages import section_links
from dateline.model.draft import SectionFolder
from dateline.model.topics import threads_of
from dateline.pages.imprint import Imprint
from dateline.pages.story import StoryPages
from dateline.settings.config import Config
from dateline.words import Library


def story_pages(config: Config, words: Library, survey: Survey) -> StoryPages:
    """What makes the pages of stories in the site's own language; through it those in others are found."""
    threads, sections = threads_of(survey.stories, survey.topics), section_links(survey.sections)
    versions = dict(survey.versions)
    own = StoryPages(Imprint(config, words, "", versions), sections, survey.tags, threads)
    others = {
        tag: StoryPages(
            Imprint(config, words, tag, versions),
            section_links(survey.sections, language, _translated(survey, tag)),
            tags_of(survey.stories, tag),
            threads,
        )
        for tag, language in (config.languages.items() if versions else ())
    }
    return own.beside(others)


def _translated(survey: Survey, tag: str) -> tuple[SectionFolder, ...]:
    """The sections that have words of their own in a language."""
    return tuple(folder for folder in survey.translated if language_of(folder.path) == tag)
