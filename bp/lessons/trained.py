"""The lessons in which a network is trained until a check of its runs is passed.

What their texts say was measured with the seeds 0 to 4 on mnist-5k.
"""

from bp.lessons.checks import Reaches
from bp.lessons.comparisons import DeadThenReaches, Edge, SameCurves, StopsEarly
from bp.lessons.lesson import Lesson, Preset, Question, Training
from bp.training import TrainConfig

EPOCH = 41  # iterations of 100 images for the 4,100 training images of mnist-5k
GOAL = 0.9
HIDDEN_SIZES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 20, 30, 50)
BATCH_SIZES = (10, 20, 50, 100, 150, 200, 300, 500, 1_000)

RAW_PIXELS = Lesson(
    "raw",
    "Raw pixels",
    "A network can be given pixels as they are stored, from 0 to 255. The start settings do so, "
    "with a learning rate that is good for pixels from 0 to 1. Train with them first. Then find a "
    "learning rate with which raw pixels are learned.",
    "Reach 90 % test accuracy on raw pixels.",
    Question(
        "What does a network learn from raw pixels at a learning rate of 0.1?",
        ("It reaches 90 %", "It learns, but falls short of 90 %", "It learns nothing"),
        about_start=True,
    ),
    Training(
        TrainConfig(scaling="raw", learning_rate=0.1, iterations=20 * EPOCH),
        {"learning_rate": (1e-6, 1e-5, 1e-4, 0.001, 0.01, 0.1, 1.0)},
        Reaches(GOAL),
    ),
    "Use a learning rate of 0.001. The gradient of W1 is a product with the pixels, so it is much "
    "larger on raw pixels than on pixels from 0 to 1. A rate that is right for small pixels then "
    "makes steps that are far too large.",
    Preset("The steps are small enough for large pixels.", {"learning_rate": 0.001}),
    Preset(
        "The first updates are larger than the weights. All hidden units die within the first "
        "iterations, and only b2 still learns.",
        {"learning_rate": 0.1},
    ),
)

REVIVED = Lesson(
    "revived",
    "Dead and back",
    "A hidden unit with ReLU is dead when it is off for every image: then no gradient passes "
    "through it. Make every hidden unit die. Then reach 90 % test accuracy with one control moved, "
    "and all else as in the run that died.",
    "One run with every hidden unit dead, and one with 90 % that differs in one control.",
    Question(
        "Which controls can kill every unit?",
        ("Only the learning rate", "Only the pixels", "Either of them", "Neither of them"),
    ),
    Training(
        TrainConfig(iterations=20 * EPOCH),
        {
            "learning_rate": (0.01, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0),
            "scaling": ("raw", "unit", "standard"),
        },
        DeadThenReaches(GOAL),
    ),
    "Train with a learning rate of 5, then with 0.1. Or train on raw pixels with 0.1, then on unit "
    "pixels with 0.1. Large steps push the units below 0 for every image, and it does not matter "
    "whether the rate or the pixels make them large. A dead unit cannot come back, so each run "
    "begins with fresh weights.",
    Preset("These steps are of a healthy size.", {"learning_rate": 0.1, "scaling": "unit"}),
    Preset(
        "Fifty times the healthy rate: the first steps kill every unit.",
        {"learning_rate": 5.0, "scaling": "unit"},
    ),
)

SMALLEST = Lesson(
    "smallest",
    "The smallest network",
    "More hidden units can tell more digits apart, and cost more time. Find the smallest hidden "
    "size that still reaches 90 %. That it is the smallest is shown by a run with the next smaller "
    "size that fails.",
    "A hidden size with 90 % test accuracy, where the next smaller one falls short.",
    Question(
        "How many hidden units do you expect to be enough?",
        ("2 or 3", "4 to 12", "13 to 30", "All 50"),
    ),
    Training(
        TrainConfig(learning_rate=0.5, iterations=20 * EPOCH, seed=2),
        {"hidden_size": HIDDEN_SIZES},
        Edge("hidden_size", HIDDEN_SIZES, GOAL, smallest=True),
    ),
    "Halve the size until a run fails, then go up one by one. The result is small: about as many "
    "units as there are classes, or fewer. With another seed it is a little larger or smaller, "
    "since a small network depends more on its initial weights.",
    Preset("Enough units with some to spare.", {"hidden_size": 20}),
    Preset("Two units give ten classes too little to tell them apart.", {"hidden_size": 2}),
)

TARGETS = Lesson(
    "targets",
    "Two forms of the target",
    "The right class of an image can be given as a label, 3, or as a one-hot row with a 1 at place "
    "3. Train one network with each, so that both have the same loss in every iteration.",
    "Two runs with different targets and the same loss curve.",
    Question(
        "How close can the two curves be?",
        ("Equal in every iteration", "Close, but not equal", "One of them learns faster"),
    ),
    Training(
        TrainConfig(iterations=10 * EPOCH),
        {"targets": ("labels", "one-hot"), "seed": (0, 1, 2, 3), "batch_size": (50, 100, 200)},
        SameCurves(),
    ),
    "Train once with labels and once with one-hot, and leave seed and batch size alone. Both forms "
    "say the same, so loss and gradient are the same, and so is each update. A different seed "
    "or batch size gives different batches, and another curve.",
    Preset("Same seed, same batches: only the form differs.", {"targets": "one-hot", "seed": 0}),
    Preset(
        "Another seed draws other weights and other batches.", {"targets": "one-hot", "seed": 1}
    ),
)

LARGEST_BATCH = Lesson(
    "batch",
    "The largest batch",
    "A larger batch gives a more exact gradient, but there are fewer updates in an epoch. Here "
    "every run lasts 20 epochs. Find the largest batch that still reaches 90 %. That it is the "
    "largest is shown by a run with the next larger batch that fails.",
    "A batch size with 90 % test accuracy in 20 epochs, where the next larger one falls short.",
    Question(
        "After 20 epochs, what does a batch of 1,000 do, compared with one of 10?",
        ("It reads more images correctly", "It reads about as many", "It reads fewer"),
    ),
    Training(
        TrainConfig(batch_size=1_000, seed=1),
        {"batch_size": BATCH_SIZES},
        Edge("batch_size", BATCH_SIZES, GOAL, smallest=False),
        epochs=20,
    ),
    "Start small and go up until a run fails. The learning rate stays the same here, so a larger "
    "batch does not make longer steps, and in 20 epochs there are fewer of them: the network does "
    "not get far enough. A larger learning rate would help the large batches.",
    Preset("A small batch: many updates in 20 epochs.", {"batch_size": 50}),
    Preset("A large batch: only 82 updates in 20 epochs.", {"batch_size": 1_000}),
)

EARLY_STOPPING = Lesson(
    "early",
    "Early stopping",
    "A network can go on to learn its training images by heart. Then the training loss still "
    "falls, while the loss on test images rises again. Train the long run first and see it. Then "
    "choose how long to train so that a run ends near the lowest test loss.",
    "After a long run whose test loss rises by 15 %, a run that ends at most 10 % above the lowest "
    "test loss.",
    Question(
        "In the long run, how does the test accuracy end?",
        ("Far below its best", "Close to its best", "It falls to 10 %"),
        about_start=True,
    ),
    Training(
        TrainConfig(scaling="standard", learning_rate=0.2, iterations=40 * EPOCH),
        {"iterations": tuple(EPOCH * epochs for epochs in (1, 2, 4, 8, 20, 40))},
        StopsEarly(risen=0.15, within=0.1),
        shows_losses=True,
    ),
    f"Train for 8 epochs, {8 * EPOCH} iterations. In the long run the test loss is lowest within "
    "the first 10 epochs; later the network grows too sure of its wrong answers. The accuracy "
    "hardly suffers, so it does not show this: look at the loss.",
    Preset("It stops where the test loss is near its lowest.", {"iterations": 8 * EPOCH}),
    Preset("After 40 epochs the test loss is well above its lowest.", {"iterations": 40 * EPOCH}),
)
