"""Stories of one hero."""

from __future__ import annotations

from engine.storybook.prose.theme import Theme

_TREASURES = (
    ("a silver button", "the silver button"), ("an old key", "the old key"), ("a small bell", "the small bell"),
    ("a paper star", "the paper star"), ("a lucky coin", "the lucky coin"), ("a tin whistle", "the tin whistle"),
    ("a map", "the map"), ("a marble", "the marble"),
)  # fmt: skip

LOST = Theme(
    "lost",
    titles=("The {kind} and {the_thing}", "The {kind} who lost {thing}", "The {kind} looks for {the_thing}"),
    topics=("{a_hero} looks for something", "how {a_hero} lost {thing}", "{a_hero} and {thing}",
        "{a_hero} lost {thing}"),
    things=_TREASURES,
    beats=(
        (
            (
                "Once upon a time {a_hero} lost {thing}. {It} looked under every stone, but {the_thing} was gone.",
                "There was once {a_hero} who could not find {thing}. {It} turned over every stone, but it was nowhere.",
            ),
            (
                '{A_hero} had {thing}, and all of a sudden it was gone. "I will look everywhere," said {the}.',
                'One day {a_hero} noticed that {thing} was missing. "I will search the whole world," said {the}.',
            ),
            (
                "Nobody is perfect. {A_hero} lost things all the time, and this time it was {thing}.",
                "Everyone forgets something. {A_hero} forgot where {it} had put {thing}.",
            ),
        ),
        (
            (
                "So {the} {went}. {It} found {find}, but not {the_thing}.",
                "{The} {went}. There {it} discovered {find}, which was nice, but it was not {the_thing}.",
            ),
            (
                '"Have you seen {the_thing}?" {the} asked everyone. Nobody had.',
                "{The} asked all the neighbours for {the_thing}. They shook their heads.",
            ),
        ),
        (
            (
                "{It} made a list of all the corners where {it} had been. It was a long list.",
                "{It} wrote down every corner where {it} had been, and the list grew long.",
            ),
            (
                "{The} almost gave up. Then {it} heard {hear}, and that gave {him} new hope.",
                "{It} was close to tears. Then there {was_hear}, and {it} took heart again.",
            ),
        ),
        (
            (
                "And then {the} saw something small. It was {the_thing}! It had been {there} all along.",
                "Something small caught {its} eye. It was {the_thing}, and it had been {there} the whole time.",
            ),
            (
                'Just when {the} wanted to turn back, {it} found {the_thing}. "There you are," {it} said.',
                '{The} was about to give up when {the_thing} turned up. "So this is where you hide," {it} said.',
            ),
        ),
        (
            (
                "{The} laughed with joy and danced once around {the_thing}.",
                "{The} was so glad that {it} danced around {the_thing}.",
            ),
            (
                '"I will never let you go again," said {the}, and {it} meant it.',
                "{The} promised to take better care of {the_thing} from now on.",
            ),
        ),
        (
            ("Very carefully {the} brought {the_thing} home.", "{The} took {the_thing} home and did not drop it once."),
            (
                "Now {the_thing} has a safe place, and {the} knows where it is.",
                "From then on {the_thing} had a place of its own, and {the} never had to look for it.",
            ),
        ),
    ),
    last=("Lost things like to be looked for.", "And that was a happy end.", "It was a long search, but a good one."),
)  # fmt: skip

JOURNEY = Theme(
    "journey",
    titles=("The {kind} who wanted to see {goal}", "The {kind} on the way to {goal}", "How the {kind} came to {goal}"),
    topics=(
        "{a_hero} who wants to see {goal}", "the journey of {a_hero}", "{a_hero} on a journey",
        "{a_hero} travels {to_goal}", "an adventure of {a_hero}",
    ),
    travels=True,
    beats=(
        (
            (
                "Once upon a time there was {a_hero} who wanted to see {goal}. {It} had heard so much about it.",
                "There was once {a_hero} who had heard a lot about {goal}. {It} wanted to see it at last.",
            ),
            (
                '{A_hero} dreamed of {goal}. "Today I will go," {it} said, and packed a small bag.',
                '{A_hero} thought of nothing but {goal}. So {it} packed a small bag. "It is time," {it} said.',
            ),
            (
                "All {its} life {hero} had wanted to see {goal}. Nobody {it} knew had ever been there.",
                "It was the greatest wish of {hero} to see {goal}. None of {its} friends had ever been there.",
            ),
        ),
        (
            (
                "The road was long, and {the} sang a little song. Then {it} {went}.",
                "It was a long road, so {the} sang to pass the time. {It} {went}.",
            ),
            (
                "{The} {went}. Sometimes {it} was tired, but {it} never turned back.",
                "{The} {went}. Even when {its} bag grew heavy, {it} did not think of turning back.",
            ),
        ),
        (
            (
                "On the way {it} found {find}, and that was a good sign.",
                "{It} came across {find}, and that was a good sign.",
            ),
            (
                '"Is it still far?" {the} asked. "Not for somebody who sings," answered the wind.',
                '{The} asked the wind how far it was. "Singers are soon there," said the wind.',
            ),
        ),
        (
            (
                "At last {it} was there. {The} looked around and did not say a word for a long while.",
                "Then the journey was done. For a long while {the} only looked and said nothing.",
            ),
            (
                "{The} had arrived! It was even better than in {its} dreams.",
                "This was it! No dream of {the} had ever been so fine.",
            ),
        ),
        (
            (
                "{The} stayed until {it} knew every corner. {It} even learned to say hello to {hear}.",
                "{It} looked into every corner and stayed for a whole week.",
            ),
            (
                '"So this is how it looks," said {the} softly, and {its} heart beat fast.',
                '{The} whispered: "Now I know how it looks." {Its} heart was full.',
            ),
        ),
        (
            (
                '"The world is wide," said {the}, "but it is good to have a home." {It} had so much to tell.',
                '{The} had many stories to tell now. "The world is wide," {it} said, "and home is small and warm."',
            ),
            (
                "With tired feet and a full heart {the} thought of home. Everyone there would hear of {goal}.",
                "{The} was tired and happy. {It} would tell everyone at home about {goal}.",
            ),
        ),
    ),
    last=("What a journey that was!", "Some dreams are only a few steps away.", "{It} still tells the story."),
)  # fmt: skip

SLEEP = Theme(
    "sleep",
    titles=("Good night, little {kind}", "The {kind} who could not sleep", "A quiet hour for the {kind}"),
    topics=("a bedtime story about {a_hero}", "{a_hero} cannot sleep", "a good-night story with {a_hero}"),
    creature=True, by_night=True, acts={0: "lie", 3: "lie", 5: "sleep"},
    beats=(
        (
            (
                "Once there was {a_hero} who could not find any rest. {It} counted to ten, and then to ten again.",
                "There was once {a_hero} who was wide awake. {It} counted to ten, and it did not help.",
            ),
            (
                "Everyone was tired, only {hero} was not. {It} had too many thoughts in {its} head.",
                "All the others were tired, but {hero} was not. {Its} head was full of thoughts.",
            ),
        ),
        (
            ("So {the} {went}, very quietly.", "On quiet feet {the} {went}."),
            (
                "{The} said {sound}, but only to {itself}. Everything was soft and still.",
                "Everything was still. {The} whispered {sound} and listened.",
            ),
        ),
        (
            (
                "{It} thought about {love}. That was nice, but it made {him} even more awake.",
                "Thinking about {love} was nice, but it did not make {him} tired at all.",
            ),
            (
                "{It} looked for the softest spot and turned around three times.",
                "Three times {it} turned around to find a soft spot.",
            ),
        ),
        (
            (
                "{The} listened. Far away there {was_hear}, and {its} thoughts grew slow and soft.",
                "Far away {the} heard {hear}. Slowly {its} thoughts grew soft.",
            ),
            (
                '"How quiet the world can be," said {the}. {It} took one deep breath, and then one more.',
                '{The} took a deep breath. "How quiet it is," {it} said, and breathed once more.',
            ),
        ),
        (
            ("Then {the} yawned a great big yawn.", "At last there came a yawn, and it was a big one."),
            (
                "{Its} eyes grew heavy, and {its} thoughts were light.",
                "{Its} thoughts were light, but {its} eyes were heavy.",
            ),
        ),
        (
            (
                "At last {the} was tired. {It} thought of sweet things and closed {its} eyes.",
                "Now {the} was tired at last. With closed eyes {it} thought of sweet things.",
            ),
            ("It was time for a good dream.", "A good dream was waiting already."),
        ),
    ),
    last=("Good night, little {kind}.", "Dream well, little {kind}.", "Be quiet when you turn the page."),
)  # fmt: skip

WEATHER = Theme(
    "weather",
    titles=("The {kind} in {the_rain}", "The {kind} and {the_rain}", "What the {kind} did in {the_rain}"),
    topics=("{a_hero} in {the_rain}", "{a_hero} and bad weather", "what {a_hero} does in {the_rain}"),
    roams=False, weather=True,
    beats=(
        (
            (
                "{A_hero} had great plans. Then came {the_rain}, and the plans had to wait.",
                "There was once {a_hero} with great plans. But then {the_rain} came.",
            ),
            (
                '"Not again," said {a_hero} and looked up. There was {the_rain}, and no end of it.',
                "{A_hero} looked up and sighed. There was no end of {the_rain}.",
            ),
        ),
        (
            (
                "At first {the} was cross and said {sound} to the clouds.",
                "{The} said {sound} to the clouds, and {it} was cross.",
            ),
            ("{The} waited, and waiting is not easy.", "Waiting is hard, but {the} waited."),
        ),
        (
            (
                "Then {it} noticed {hear}. Had it always sounded so fine?",
                "Was that {hear}? {The} had never noticed how fine it sounded.",
            ),
            (
                "After a while {it} began to hum a tune. Nobody else was there to hear it.",
                "{It} hummed a tune, since nobody was listening.",
            ),
        ),
        (
            (
                "And suddenly {the} liked it. Everything looked new, as if somebody had washed the world.",
                "All at once the world looked new and washed, and {the} liked it.",
            ),
            (
                '"In fact," said {the}, "this is the best weather for {love}."',
                "{The} found that there was no better weather for {love}.",
            ),
        ),
        (
            (
                "{The} invited everyone who passed, and they stayed.",
                "Whoever passed was invited to stay, and they all stayed.",
            ),
            (
                "They told each other jokes about the weather.",
                "There were many jokes about the weather, and some were good.",
            ),
        ),
        (
            (
                "When it was over, {the} was almost sad. {It} looked at the sky and waved.",
                "{The} waved to the clouds as they left. {It} was almost a little sad.",
            ),
            ('"Come again," said {the}.', "{The} asked the clouds to come again."),
        ),
    ),
    last=("There is no bad weather, there are only long faces.", "Since then {it} likes every weather.",
        "So it was a good day after all."),
)  # fmt: skip

NEWS = Theme(
    "news",
    titles=("The {kind} in the newspaper", "The {kind} and the small advertisement", "Good news for the {kind}"),
    topics=("{a_hero} reads the newspaper", "{a_hero} and the newspaper", "what {a_hero} found in the newspaper"),
    creature=True, acts={0: "read", 4: "read"},
    beats=(
        (
            (
                "{A_hero} never missed the news. This time there was a small advertisement on the last page.",
                "There was once {a_hero} who always began with the last page. This time it had a small advertisement.",
            ),
            (
                '"Somebody is wanted who knows everything about {love}," it said. "That is me," said {a_hero}.',
                "{A_hero} found a few lines about {love}. Somebody was looking for an expert.",
            ),
        ),
        (
            ("So {the} brushed {its} teeth and {went}.", "{The} brushed {its} teeth at once. Then {it} {went}."),
            ("{The} {went} and practised what to say.", "All the way {the} practised what to say. {It} {went}."),
        ),
        (
            (
                "Many others had come. They all looked very clever, and {the} felt small.",
                "There was a long queue of clever faces. {The} felt small.",
            ),
            (
                '"What do you say?" they asked. "{Sound}," said {the}, and everyone smiled.',
                'They asked {the} for a word. "{Sound}," {it} answered, and they smiled.',
            ),
        ),
        (
            (
                "Then it was {its} turn. {The} spoke about {love} for an hour, and nobody coughed.",
                "When {the} began to speak about {love}, nobody coughed for an hour.",
            ),
            ('"You are the one," they said, and {the} blushed.', "{The} blushed, for {it} was the one they wanted."),
        ),
        (
            (
                "A week later {the} was in the news {itself}, with a large picture.",
                "Soon there was a large picture of {the} on the first page.",
            ),
            ("{The} looked at the page for a long time.", "For a long time {the} looked at that page."),
        ),
        (
            ("Today {the} writes a column about {love}.", "Since then {the} has had a column about {love}."),
            ("{The} cut it out and kept it.", "{The} keeps that page in a drawer."),
        ),
    ),
    last=("It pays to begin with the last page.", "And it was all true.", "That was good news."),
)  # fmt: skip

VOICE = Theme(
    "voice",
    titles=("The {kind} who wanted to sing", "The song of the {kind}", "A voice for the {kind}"),
    topics=("{a_hero} wants to sing", "{a_hero} who learns to sing", "the song of {a_hero}", "{a_hero} and {its} song"),
    roams=False,
    beats=(
        (
            (
                "There was once {a_hero} that could only say {sound}. {It} would have liked to sing.",
                "{A_hero} wanted to sing. But all that came out was {sound}.",
            ),
            (
                '{A_hero} had a big dream and a small voice. "{Sound}," {it} said, and nobody clapped.',
                '"{Sound}," said {a_hero}. It was meant to be a song, but nobody clapped.',
            ),
        ),
        (
            (
                "{The} practised for a week. It still sounded like {sound}.",
                "After a week of practice it was still {sound}.",
            ),
            (
                '"Breathe deeply," said the wind. {The} tried.',
                "The wind told {the} to breathe deeply, and {it} tried.",
            ),
        ),
        (
            ("Then {it} listened to {hear}. There was music in it!", "{It} listened, and there was music in {hear}."),
            ("{It} closed {its} eyes and counted the beat.", "With closed eyes {it} counted the beat."),
        ),
        (
            (
                "So {the} said {sound} slowly, and then fast, and then slowly again. It was a song!",
                "Slow, fast and slow again: {sound}, said {the}. Suddenly it was a song.",
            ),
            (
                'Everyone stopped to listen. "Once more," they called.',
                "Whoever passed stopped to listen and asked for more.",
            ),
        ),
        (
            ("Soon the whole neighbourhood hummed along.", "Before long everyone in the neighbourhood could hum it."),
            ("They clapped until their hands were warm.", "There was applause, and it went on and on."),
        ),
        (
            ('"I only had to listen first," said {the}.', "{The} had learned that a singer listens first."),
            ("{The} sings that song to this day.", "To this day {the} sings that song."),
        ),
    ),
    last=("The best music is free.", "Every voice has its song.", "Do you know how it goes?"),
)  # fmt: skip

SOLO_THEMES: tuple[Theme, ...] = (LOST, JOURNEY, SLEEP, WEATHER, NEWS, VOICE)
