"""Rewriting: the same meaning in other words, shorter, simpler, in another tense, without mistakes."""

import random
import re

from engine.sequence import instructions
from engine.storybook.chance import Odds, random_scene
from engine.storybook.facts import check_facts
from engine.storybook.grammar import check_grammar
from engine.storybook.reading import parse_caption
from engine.storybook.rewriting import WISHES, rewrite_example, simple_sentences, with_mistakes


def rewritten(seed: int, count: int) -> list[tuple[str, str, str]]:
    """Wish, passage and answer of some examples."""
    rng = random.Random(seed)
    found = []
    for _ in range(count):
        user, answer = rewrite_example(rng).turns
        wish, _, passage = str(user.content[0]).partition("\n\n")
        found.append((wish, passage, str(answer.content[0])))
    return found


def test_every_answer_is_right_and_grammatical():
    for _, passage, answer in rewritten(0, 500):
        assert answer != passage
        assert check_facts(answer).wrong == 0
        assert check_grammar(answer).wrong == 0, answer


def test_other_words_say_the_same():
    for wish, passage, answer in rewritten(1, 600):
        if wish in WISHES["other"]:
            before, after = parse_caption(passage), parse_caption(answer)
            assert before is not None
            assert after is not None
            assert before.settled() == after.settled(), (passage, answer)


def test_shorter_is_shorter_and_longer_is_longer():
    found = rewritten(2, 800)
    shorter = [(p, a) for wish, p, a in found if wish in WISHES["shorter"]]
    longer = [(p, a) for wish, p, a in found if wish in WISHES["longer"]]
    assert all(len(answer) < 1.3 * len(passage) for passage, answer in shorter)
    assert sum(len(answer) < len(passage) for passage, answer in shorter) > 0.7 * len(shorter)
    assert all(len(answer) > len(passage) for passage, answer in longer)


def test_simple_sentences_say_the_whole_scene():
    rng = random.Random(3)
    for _ in range(500):
        scene = random_scene(rng, odds=Odds(style=0.0))
        text = " ".join(simple_sentences(scene))
        said = parse_caption(text)
        assert said is not None
        assert said.matches(scene), (text, scene)


def test_mistakes_are_made():
    rng = random.Random(4)
    texts = {with_mistakes("A fox is in the snow. An owl sleeps.", rng) for _ in range(60)}
    assert "A fox is in the snow. An owl sleeps." not in texts
    assert len(texts) > 5


def test_a_change_of_tense_changes_the_verbs_only():
    for wish, passage, answer in rewritten(5, 900):
        if wish in WISHES["past"] + WISHES["present"]:
            before, after = passage.split(), answer.split()
            assert len(before) == len(after), (passage, answer)
            assert 1 <= sum(a != b for a, b in zip(before, after, strict=True)) <= 2, (passage, answer)


def test_another_subject_keeps_colour_place_and_frame():
    heard = 0
    for wish, passage, answer in rewritten(6, 900):
        if re.match(r"with an? .* instead of|replace the|make it about", wish):
            before, after = (text.partition(". ")[2] for text in (passage, answer))
            said, then = parse_caption(before), parse_caption(after)
            assert said is not None
            assert then is not None
            assert (said.place, said.time, said.weather) == (then.place, then.time, then.weather)
            colour = said.subjects[0].colour
            assert colour is None or f" {colour} " in after, (passage, answer)
            assert abs(len(before.split()) - len(after.split())) <= 2, (passage, answer)
            heard += 1
    assert heard > 50


def test_longer_keeps_what_is_there():
    for wish, passage, answer in rewritten(7, 400):
        if wish in WISHES["longer"]:
            assert answer.startswith(passage)


def test_half_are_asked_as_the_editor_asks():
    asked = [wish for wish, _, _ in rewritten(8, 400)]
    edited = [wish for wish in asked if wish.endswith("Answer with nothing else.")]
    assert 150 < len(edited) < 250
    assert instructions.rewrite("A passage.")[0].partition("\n\n")[0] in edited
    assert "Say this in other words, shorter. Answer with nothing else." in edited
