"""Stories of two."""

from __future__ import annotations

from engine.storybook.prose.theme import Theme

_GIFTS = (
    ("a paper crown", "the paper crown"), ("a jar of jam", "the jar of jam"), ("a kite", "the kite"),
    ("a little poem", "the little poem"), ("a picture book", "the picture book"), ("a warm blanket", "the blanket"),
)  # fmt: skip

FRIENDS = Theme(
    "friends",
    titles=("The {kind} and the {friend_kind}", "A friend for the {kind}", "How the {kind} met the {friend_kind}"),
    topics=(
        "{a_hero} and {a_friend} become friends", "{a_hero} meets {a_friend}", "{a_hero} finds a friend",
        "the friendship of {a_hero} and {a_friend}",
    ),
    friend=True, roams=False,
    beats=(
        (
            (
                "Once upon a time there was {a_hero} who wished for a friend. {It} said {sound}, but nobody answered.",
                "There was once {a_hero} without a friend. When {it} said {sound}, nobody answered.",
            ),
            (
                "{A_hero} was often alone. {It} had a warm heart and a great deal of time.",
                "There was once {a_hero} with a warm heart, a great deal of time, and nobody to share them.",
            ),
            (
                "{A_hero} knew many stories and had nobody to tell them to.",
                "There was once {a_hero} with many stories and not a single listener.",
            ),
        ),
        (
            (
                "{The} asked the wind for a friend, but the wind only laughed.",
                '"Do you know a friend for me?" {the} asked the wind. The wind laughed and was gone.',
            ),
            (
                '"Somewhere there must be a friend for me," {it} said.',
                "{It} was sure that somebody was waiting somewhere.",
            ),
        ),
        (
            (
                '{The} put up a sign: "Friend wanted." Then {it} waited.',
                '"Friend wanted," {the} wrote on a sign and put it up.',
            ),
            (
                "Many passed by and said hello, but nobody stayed.",
                "There were many who said hello, and none who stayed.",
            ),
        ),
        (
            (
                'Then came {a_friend}. "I am looking for a friend," said {the}. "So am I," said {the_friend}.',
                "Then {a_friend} came by. {The} was looking for a friend, and so was {the_friend}.",
            ),
            (
                "{A_friend} came along and said {friend_sound}. {The} said {sound}. They both laughed.",
                '"{Friend_sound}," said {a_friend}. "{Sound}," said {the}. Then they laughed.',
            ),
        ),
        (
            (
                '"Shall we play?" asked {the_friend}. They played for hours.',
                "{The_friend} wanted to play, and they played for hours.",
            ),
            (
                "They told each other everything. It turned out that both of them loved {love}.",
                "They found out that they both loved {love}. There was so much to tell.",
            ),
        ),
        (
            ("From then on they did everything together.", "Since then they have done everything together."),
            (
                "Now {the} was never alone again, and neither was {the_friend}.",
                "Neither {the} nor {the_friend} was ever alone again.",
            ),
        ),
    ),
    last=("Two are better than one.", "They are friends to this day.", "That is how friends are made."),
)  # fmt: skip

GIFT = Theme(
    "gift",
    titles=("The {kind} has a present for the {friend_kind}", "The {kind} and {the_thing}",
        "What the {kind} gave the {friend_kind}"),
    topics=("{a_hero} has a present for {a_friend}", "{a_hero} gives {a_friend} {thing}", "{a_hero} visits {a_friend}"),
    things=_GIFTS, friend=True,
    beats=(
        (
            (
                "{A_hero} had made {thing} for a good friend. {It} had worked for a whole week.",
                "For a whole week {a_hero} had worked on a present. Now {the_thing} was ready.",
            ),
            (
                'Once upon a time {a_hero} made {thing}. "It is a present," {it} said and smiled.',
                "There was once {a_hero} who smiled all week, for {it} was making a present: {thing}.",
            ),
        ),
        (
            (
                "{The} {went} with {the_thing}. Every few steps {it} stopped to look at it.",
                "With {the_thing} {the} {went}, and {it} stopped again and again to look at it.",
            ),
            (
                "{The} was very careful, so that nothing would happen to {the_thing}.",
                "Nothing could happen to {the_thing}, for {the} was very careful.",
            ),
        ),
        (
            (
                '"Who is it for?" everyone asked. {The} only winked.',
                "Everyone wanted to know who it was for, but {the} only winked.",
            ),
            ("On the way {it} heard {hear} and hummed along.", "{It} hummed to {hear} on the way."),
        ),
        (
            (
                'The friend was {a_friend}. "Is this for me?" asked {the_friend}.',
                'It was for {a_friend}. "For me?" asked {the_friend}.',
            ),
            (
                'There was {a_friend}. "Happy birthday!" said {the}, and {the_friend} said {friend_sound}.',
                '"Happy birthday!" said {the} to {a_friend}. "{Friend_sound}," said {the_friend}.',
            ),
        ),
        (
            (
                "Nobody had ever given {thing} to {the_friend} before.",
                "{The_friend} had never had such a present before.",
            ),
            ("They looked at {the_thing} from all sides.", "From all sides {the_thing} was looked at and praised."),
        ),
        (
            (
                "They shared everything that they had, and nobody wanted to leave.",
                "They shared all they had and stayed together for a long time.",
            ),
            ("It was a wonderful party for two.", "For two guests it was a wonderful party."),
        ),
    ),
    last=("The best presents are made with love.", "Next year there will be another one.", "What a party that was!"),
)  # fmt: skip

RACE = Theme(
    "race",
    titles=("The race of the {kind} and the {friend_kind}", "The {kind}, the {friend_kind} and the great race"),
    topics=("{a_hero} and {a_friend} have a race", "a race between {a_hero} and {a_friend}",
        "{a_hero} races {a_friend}"),
    friend=True, relation="beside", acts={1: "run", 2: "run"},
    beats=(
        (
            (
                "{A_hero} was sure that nobody was faster. {It} told everyone, even the stones.",
                '"Nobody is as fast as I am," said {a_hero}. {It} said it to everyone, even to the stones.',
            ),
            (
                "There was once {a_hero} who wanted to win a cup. Any cup would do.",
                "{A_hero} had an empty shelf, and a cup was to be on it.",
            ),
        ),
        (
            (
                "To be ready, {the} went from one end to the other and back, three times.",
                "{The} trained hard: from one end to the other and back, three times.",
            ),
            (
                "Even the wind was surprised at how fast {the} was.",
                "{The} was so fast that even the wind was surprised.",
            ),
        ),
        (
            ("Then {it} had to catch {its} breath.", "After that {it} was out of breath."),
            ("{It} practised the start a hundred times.", "A hundred times {it} practised the start."),
        ),
        (
            (
                '"Let us see," said {a_friend}. They started together, and nobody won, because both stopped to laugh.',
                "{A_friend} wanted to see that. They started together, and then both had to laugh, so nobody won.",
            ),
            (
                "Then {a_friend} asked for a race. One, two, three, go! In the end they were both first.",
                "One, two, three, go! {A_friend} and {the} were both first in the end.",
            ),
        ),
        (
            (
                '"You are fast," said {the}. "You are, too," said {the_friend}.',
                "{The} and {the_friend} praised each other, and they meant it.",
            ),
            ("They broke the cup in two and each got a half.", "The cup was cut in half, so that each had a piece."),
        ),
        (
            ("After the race they had a long rest.", "They both needed a long rest after that."),
            (
                "Nobody speaks of who was faster. They speak of how funny it was.",
                "What everyone remembers is how funny it was, and not who was faster.",
            ),
        ),
    ),
    last=("It is more fun together.", "The next race is on Monday.", "Friends are always first."),
)  # fmt: skip

HELP = Theme(
    "help",
    titles=("How the {kind} helped the {friend_kind}", "The {kind} to the rescue",
        "The {kind} and the {friend_kind} in trouble"),
    topics=("{a_hero} helps {a_friend}", "how {a_hero} saved {a_friend}", "{a_hero} and {a_friend} in trouble"),
    friend=True, roams=False,
    beats=(
        (
            (
                "{A_hero} was not very big, but {it} had good ears. So {it} heard at once that somebody was calling.",
                "Somebody was calling. {A_hero} had good ears and heard it at once.",
            ),
            (
                "Once upon a time there was {a_hero} who was never asked for help. That was about to change.",
                "Nobody ever asked {a_hero} for help. Then something happened.",
            ),
        ),
        (
            ('"I am coming!" called {the}.', "{The} called back that help was near."),
            (
                "{The} took a rope, a ladder and a sandwich.",
                "A rope, a ladder and a sandwich: {the} thought of everything.",
            ),
        ),
        (
            ("{It} asked {itself} what a hero would do.", '"What would a hero do?" {it} asked {itself}.'),
            ("There {was_hear}, and there it was again: a small voice.", "{It} heard {hear}, and then a small voice."),
        ),
        (
            (
                'It was {a_friend}, stuck and very unhappy. "{Friend_sound}," said {the_friend}.',
                'Then {the} saw who it was: {a_friend}, stuck and sad. "{Friend_sound}," {friend_it} said.',
            ),
            (
                "{A_friend} could not go on or back. {The} pulled and pushed, and pulled again.",
                "There was {a_friend} in great trouble. {The} pushed and pulled with all {its} strength.",
            ),
        ),
        (
            ("Plop! {The_friend} was free.", "With a loud plop {the_friend} came free."),
            (
                "They shared the sandwich, and it tasted of victory.",
                "The sandwich was cut in two, and they both had some.",
            ),
        ),
        (
            (
                '"Thank you," said {the_friend}. "Any time," said {the}.',
                "{The_friend} said thank you, and {the} said that it was nothing.",
            ),
            ("Since then everyone asks {the} for help.", "Everyone comes to {the} now when there is trouble."),
        ),
    ),
    last=("Good ears make good friends.", "A hero can be any size.", "All was well again."),
)  # fmt: skip

HIDE = Theme(
    "hide",
    titles=("The {kind} plays hide and seek", "The {kind} behind the {friend_kind}", "Where is the {kind}?"),
    topics=("{a_hero} and {a_friend} play hide and seek", "{a_hero} hides behind {a_friend}",
        "{a_hero} plays hide and seek"),
    friend=True, relation="behind",
    beats=(
        (
            (
                "{A_hero} loved to play hide and seek. {It} could be as quiet as a stone.",
                "There was once {a_hero} who could be as quiet as a stone. That is useful for hide and seek.",
            ),
            (
                '"Ready or not," called a voice. {A_hero} was not ready at all.',
                "Somebody counted to twenty. {A_hero} still had no place to hide.",
            ),
        ),
        (
            (
                "{The} {went}. No place was good enough.",
                "{The} {went} and looked for a place, but none was good enough.",
            ),
            (
                "A stone was too small, and a bush was too thin.",
                "{It} tried a stone and a bush, and both were too small.",
            ),
        ),
        (
            ('"Seventeen, eighteen," counted the voice.', "The voice was at seventeen, and then at eighteen."),
            ("{Its} heart went very fast.", "How fast {its} heart went!"),
        ),
        (
            (
                'Then {it} saw {a_friend}. "May I?" asked {the}. {The_friend} nodded and made {friend_itself} wide.',
                "There was {a_friend}. {The} asked for help, and {the_friend} made {friend_itself} wide.",
            ),
            (
                "Luckily there was {a_friend}. One step, and {the} could not be seen any more.",
                "{A_friend} was just what {the} needed. One step, and {it} was gone.",
            ),
        ),
        (
            (
                "They searched high and low. Only a giggle gave {the} away.",
                "Nobody found {the} until {it} had to giggle.",
            ),
            (
                '"{Friend_sound}," said {the_friend} and looked the other way.',
                "{The_friend} looked the other way and said {friend_sound}.",
            ),
        ),
        (
            ("It was the best hiding place of all time.", "There has never been a better hiding place."),
            ("Next time {the_friend} may hide.", "Next time it is the turn of {the_friend}."),
        ),
    ),
    last=("Look twice when you play there.", "And now close your eyes and count to ten.",
        "They play again every week."),
)  # fmt: skip

RIDE = Theme(
    "ride",
    titles=("The {kind} on the {friend_kind}", "The {kind} gets a ride on the {friend_kind}",
        "How the {kind} got a ride"),
    topics=("{a_hero} on {a_friend}", "{a_hero} gets a ride on {a_friend}", "a ride on {a_friend} with {a_hero}"),
    friend=True, relation="on",
    beats=(
        (
            (
                '{A_hero} had sore feet. "I would like to be higher up," {it} said.',
                "There was once {a_hero} with sore feet and one wish: to be higher up.",
            ),
            (
                "{A_hero} had seen the world from below. Now {it} wanted to see it from above.",
                "From below {a_hero} knew the world quite well. But how did it look from up there?",
            ),
        ),
        (
            ("{The} {went} and looked for somebody tall.", "Somebody tall was needed, so {the} {went}."),
            ("{It} tried a stool and a stone. They were too low.", "A stone was too low, and so was a stool."),
        ),
        (
            (
                '"What are you looking for?" asked the wind. "A better view," said {the}.',
                "{The} told the wind about the view that {it} wanted.",
            ),
            (
                "{It} could hear {hear}, but {it} could not see where it came from.",
                "Where did {hear} come from? {The} could not see it.",
            ),
        ),
        (
            (
                'Then came {a_friend}. "Climb up," said {the_friend}, and up went {the}.',
                "Then {a_friend} came by and told {the} to climb up.",
            ),
            (
                '"{Friend_sound}," said {a_friend}. That meant: come along!',
                "{A_friend} said {friend_sound}, which means: come along!",
            ),
        ),
        (
            ("From up there the world was twice as large.", "The world looked twice as large from up there."),
            ('"Further!" called {the}, and they went further.', "{The} wanted to go on and on, and so they did."),
        ),
        (
            (
                "In the end {the} said thank you in two languages.",
                "{The} said thank you, and then once more in another language.",
            ),
            ("{The} still feels tall, even down on the ground.", "Since then {the} feels tall everywhere."),
        ),
    ),
    last=("A good friend lifts you up.", "The view was worth it.", "Tickets are free on Mondays."),
)  # fmt: skip

FRIEND_THEMES: tuple[Theme, ...] = (FRIENDS, GIFT, RACE, HELP, HIDE, RIDE)
