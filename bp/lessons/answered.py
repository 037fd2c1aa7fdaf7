"""The lessons in which something is measured and a question about it is answered."""

from bp.lessons.gradients import FindBug, Kink
from bp.lessons.lesson import Lesson, Preset, Question
from bp.lessons.riddles import AppleGradient, FlatLines
from bp.training import TrainConfig

FLAT = 410  # iterations: 10 epochs
DEAD = tuple(
    TrainConfig(scaling="raw", learning_rate=0.1, iterations=FLAT, seed=seed) for seed in (0, 1)
)
SLOW = tuple(TrainConfig(learning_rate=0.001, iterations=FLAT, seed=seed) for seed in (0, 1))

BUG = Lesson(
    "bug",
    "Find the bug",
    "The backward pass of this network has one mistake in it. You cannot see its code, but you can "
    "check its gradients on a batch of 10 images: for each array, backpropagation against "
    "numerical differentiation. Where both agree, their ratio is 1.",
    "Name the mistake from the gradient check alone.",
    Question(
        "In how many of the four arrays will the check find an error?",
        ("In one", "In two", "In three", "In all four"),
    ),
    FindBug(
        ("batch-size", "bias-mean", "relu-mask", "penalty", "w2-doubled", "softmax-batch"),
        TrainConfig(hidden_size=20, weight_init_std=0.1),
    ),
    "Ask first which arrays are wrong: the mistake lies on the way back to all of them. All four "
    "point to the loss, where the way back begins. W1 and b1 alone point to the activation, the "
    "biases alone to their sum, the weights alone to what is added to them. Then look at the "
    "ratio. The same factor in every entry points to a missing or a second division, or to a sum "
    "that is taken twice. Factors that differ point to a wrong formula.",
    Preset("Check the backward pass without the mistake: every ratio is 1."),
    Preset("Look only whether the loss falls: with a gradient that is doubled it falls, too."),
)

FLAT_LINES = Lesson(
    "flat",
    "Two flat lines",
    "Two networks end with a loss of about ln 10, the loss of guessing. One flat line may mean "
    "that the units are dead. The other may mean that the steps are too small. Train both and look "
    "at the lengths of their gradients.",
    "Say which of the two runs is dead.",
    Question(
        "Can you tell the two apart by the level of the loss alone?",
        ("Yes", "No"),
    ),
    FlatLines(((SLOW[0], DEAD[0]), (DEAD[1], SLOW[1]))),
    "The dead run is the one in which the gradient of W1 is exactly 0: no unit is on for any "
    "image, so nothing flows back. In the other run the gradient is not 0. That network can learn, "
    "but its steps are too small. The cures are opposite: the dead one needs a new start with a "
    "smaller rate, the other one a larger rate.",
    Preset("Look at the gradients: exactly 0, or not."),
    Preset("Look at the last loss alone: both are close to 2.30."),
)

KINK = Lesson(
    "kink",
    "Where the check is wrong",
    "The backward pass of this network is right. The numerical gradient moves one entry of b1 up "
    "and down by a step h, and compares the two losses. ReLU has a kink at 0. A step that takes a "
    "unit across it measures the slope of neither side.",
    "Find a step h at which the check calls b1 wrong, and one at which it is right.",
    Question(
        "At which steps do you expect the check to be wrong because of a kink?",
        ("At large steps", "At small steps", "At no step"),
    ),
    Kink(
        TrainConfig(hidden_size=20),
        steps=(1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7),
        start=1e-6,
    ),
    "Take h = 0.1 and h = 1e-6. The larger the step, the more units cross their kink, and the "
    "numerical gradient mixes the slopes of both sides. So a check that finds an error should be "
    "repeated with a smaller step before the code is blamed.",
    Preset("No step crosses a kink, and both gradients agree.", {"h": 1e-6}),
    Preset("Most steps cross a kink: the check blames code that is right.", {"h": 0.1}),
)

APPLE = Lesson(
    "apple",
    "The gradient of an apple",
    "You buy some apples and pay tax on them. The total is the price of an apple times the number "
    "of apples times the tax. The gradient of the price says by how much the total rises when one "
    "apple costs 1 more.",
    "Predict the gradient of the price before you press Back.",
    Question("What is the gradient of the total with respect to the price of an apple?", ()),
    AppleGradient(((120, 3, 1.08), (80, 5, 1.1), (200, 4, 1.2), (50, 6, 1.05))),
    "The gradient is the number of apples times the tax. On the way back a multiplication passes "
    "to each of its inputs the gradient times the other input: first 1 times the tax, then that "
    "times the number of apples. The price itself does not matter.",
    Preset("Multiply what the price is multiplied by: number and tax."),
    Preset("Multiply by the price as well: that is the total, not its gradient."),
)
