"""Rewriting: the same meaning in other words, shorter, simpler, in another tense, without mistakes."""

import random

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
