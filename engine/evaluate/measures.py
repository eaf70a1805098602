"""What is measured: for each measure its held-out cases, what the model is asked, and when it is right.

The cases are drawn from fixed seeds, one for each case: a run with fewer cases measures the first of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from engine.evaluate.agreement import answers, same, same_pairs, shows, wished_and_kept
from engine.evaluate.candidate import Candidate
from engine.protocol.values import Length
from engine.storybook.answers import same_answer
from engine.storybook.articles import article_case
from engine.storybook.captions import caption
from engine.storybook.chance import USUAL, random_scene
from engine.storybook.edits import edit_case
from engine.storybook.facts import check_facts
from engine.storybook.grammar import check_grammar
from engine.storybook.questions import question_case
from engine.storybook.reading import parse_caption
from engine.storybook.scene import COLOURLESS_STYLES, Scene

Outcome = Mapping[str, Sequence[float]]
"""What one case says of each measure: right (1) and wrong (0) answers, or values in dB."""


@dataclass(frozen=True)
class Trial:
    """One kind of case, which may serve several measures.

    Attributes:
        measures: what it measures; the first one names it.
        run: one case, from its own source of chance.
        rarity: one case is run for so many that are asked for; articles take long and hold much.
    """

    measures: tuple[str, ...]
    run: Callable[[Candidate, random.Random], Outcome]
    rarity: int = 1

    @property
    def name(self) -> str:
        """That of its first measure."""
        return self.measures[0]


def _one_subject(candidate: Candidate, rng: random.Random) -> Outcome:
    """A picture for the caption of a scene with one subject, which shall be the only one."""
    scene = random_scene(rng, held_out=True, odds=replace(USUAL, two=0.0))
    seen = candidate.judged(candidate.paint(caption(scene, rng, held_out=True), _seed(rng)))
    return {
        "subject": [len(seen.subjects) == 1 and seen.main.kind == scene.main.kind],
        "colour": [seen.main.colour == scene.main.colour] if _coloured(scene) else [],
        "place": [seen.place == scene.place],
        "time": [seen.time == scene.time],
        "weather": [seen.weather == scene.weather],
        "style": [seen.style == scene.style],
        "action": [seen.main.action == scene.main.action],
    }


def _two_subjects(candidate: Candidate, rng: random.Random) -> Outcome:
    """Both subjects are there in their own colours, whoever stands on the left; in styles that show colours."""
    scene = random_scene(rng, held_out=True, odds=replace(USUAL, two=1.0), accept=_coloured)
    seen = candidate.judged(candidate.paint(caption(scene, rng, held_out=True), _seed(rng)))
    return {"two_subjects": [same_pairs(seen, scene)], "relation": [seen.relation == scene.relation]}


def _coloured(scene: Scene) -> bool:
    return scene.style not in COLOURLESS_STYLES


def _worn(candidate: Candidate, rng: random.Random) -> Outcome:
    """A creature wears, or holds, what it should."""
    odds = replace(USUAL, two=0.0, worn=0.7, held=0.7)
    scene = random_scene(rng, held_out=True, odds=odds, accept=_dressed)
    seen = candidate.judged(candidate.paint(caption(scene, rng, held_out=True), _seed(rng)))
    asked = [name for name in ("worn", "held") if getattr(scene.main, name) != "none"]
    return {"worn": [getattr(seen.main, name) == getattr(scene.main, name) for name in asked]}


def _dressed(scene: Scene) -> bool:
    return scene.main.worn != "none" or scene.main.held != "none"


def _edit(candidate: Candidate, rng: random.Random) -> Outcome:
    """An edit is right when all that was wished for has changed, and nothing else."""
    case = edit_case(rng, held_out=True)
    edited = candidate.edit(candidate.draw(case.scene), caption(case.scene, rng), case.wish, _seed(rng))
    wished, kept = wished_and_kept(candidate.judged(edited), case)
    return {"edit": [wished and kept], "edit_wished": [wished], "edit_kept": [kept]}


def _question(candidate: Candidate, rng: random.Random) -> Outcome:
    """A question about a rendered picture."""
    case = question_case(rng, held_out=True)
    return {"questions": [same_answer(case.expected, candidate.answer(candidate.draw(case.scene), case.question))]}


def _article(candidate: Candidate, rng: random.Random) -> Outcome:
    """An article: each picture shows what the paragraph before it says, facts are true, sentences well formed.

    An article that should have pictures and has none counts as one picture that does not agree.
    """
    length: Length = rng.choice(get_args(Length))
    case = article_case(rng, length, held_out=True)
    written = candidate.write(case.topic, length, _seed(rng))
    agree = [shows(candidate.judged(data), parse_caption(text)) for text, data in written.figures]
    if not agree and any(isinstance(part, Scene) for part in case.content):
        agree = [False]
    facts, grammar = check_facts(written.text), check_grammar(written.text)
    return {
        "article_agreement": agree,
        "facts": [1] * facts.right + [0] * facts.wrong,
        "grammar": [1] * grammar.right + [0] * grammar.wrong,
    }


def _autoencoder(candidate: Candidate, rng: random.Random) -> Outcome:
    """A rendered picture, encoded and decoded."""
    return {"vae_psnr": [candidate.psnr(random_scene(rng, held_out=True))]}


def _judge(candidate: Candidate, rng: random.Random) -> Outcome:
    """The judge itself on a rendered picture: its single answers, and whether all of them are right."""
    scene = random_scene(rng, held_out=True)
    seen = candidate.judged(candidate.draw(scene))
    return {"judge": answers(seen, scene), "judge_whole": [same(seen, scene)]}


def _seed(rng: random.Random) -> int:
    return rng.getrandbits(31)


TRIALS = (
    Trial(("subject", "colour", "place", "time", "weather", "style", "action"), _one_subject),
    Trial(("edit", "edit_wished", "edit_kept"), _edit),
    Trial(("two_subjects", "relation"), _two_subjects),
    Trial(("worn",), _worn),
    Trial(("questions",), _question),
    Trial(("article_agreement", "facts", "grammar"), _article, rarity=2),
    Trial(("vae_psnr",), _autoencoder),
    Trial(("judge", "judge_whole"), _judge),
)
MEASURES: tuple[str, ...] = tuple(name for trial in TRIALS for name in trial.measures)
DECIBELS = frozenset({"vae_psnr"})
"""The measures that are means in dB; all others are shares of right answers."""
