"""Trains a two-layer network with NumPy alone: python with_numpy.py, beside the file data.npz.

It writes losses.txt there, one loss an iteration: that of the batch, before its update.
In the style of Saitoh, Deep Learning from Scratch.
"""

from pathlib import Path

import numpy as np

# settings begin
SCALING = "unit"
PIXEL_MAX = 255
HIDDEN_SIZE = 50
CLASSES = 10
BATCH_SIZE = 100
LEARNING_RATES = {0: 0.1}
ITERATIONS = 10000
SEED = 0
WEIGHT_INIT_STD = 0.01
ACTIVATION = "relu"
OPTIMIZER = "sgd"
WEIGHT_DECAY = 0.0
# settings end


def scale(pixels):
    """Pixels as the network sees them; standard scaling is by the training images."""
    x = pixels.astype(np.float64)
    if SCALING == "unit":
        x = x / PIXEL_MAX
    if SCALING == "standard":
        deviation = x_train.astype(np.float64).std(axis=0)
        x = (x - x_train.mean(axis=0)) / np.where(deviation > 0, deviation, 1)
    return x.astype(np.float32)  # all is computed with numbers of 32 bits


def activate(a):
    """The activation of the hidden units."""
    if ACTIVATION == "relu":
        return np.maximum(a, 0)
    if ACTIVATION == "sigmoid":
        return 0.5 * (1 + np.tanh(0.5 * a))  # 1 / (1 + exp(-a)), which overflows nowhere
    return np.tanh(a) if ACTIVATION == "tanh" else a


def slope(z):
    """The derivative of the activation, where it is z."""
    if ACTIVATION == "relu":
        return z > 0
    if ACTIVATION == "sigmoid":
        return z * (1 - z)
    return 1 - z**2 if ACTIVATION == "tanh" else np.ones_like(z)


def softmax(scores):
    """Probabilities of the classes."""
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


def predict(x):
    """Scores of the classes, and the hidden units on the way."""
    z = activate(x @ params["W1"] + params["b1"])
    return z @ params["W2"] + params["b2"], z


def loss_and_gradient(x, t):
    """The mean cross-entropy of a batch, and its gradient."""
    scores, z = predict(x)
    rows = np.arange(len(x))
    shifted = scores - scores.max(axis=1, keepdims=True)
    loss = np.mean(np.log(np.exp(shifted).sum(axis=1)) - shifted[rows, t])

    dscores = softmax(scores)
    dscores[rows, t] -= 1
    dscores /= len(x)
    dz = (dscores @ params["W2"].T) * slope(z)
    grads = {"W1": x.T @ dz, "b1": dz.sum(axis=0), "W2": z.T @ dscores, "b2": dscores.sum(axis=0)}
    for key in ("W1", "W2"):
        grads[key] += WEIGHT_DECAY * params[key]
    return loss, grads


def update(key, grad, learning_rate, step):
    """Let a parameter follow its gradient."""
    if OPTIMIZER == "sgd":
        params[key] -= learning_rate * grad
    elif OPTIMIZER == "momentum":
        v[key] = 0.9 * v[key] - learning_rate * grad
        params[key] += v[key]
    elif OPTIMIZER == "adagrad":
        h[key] += grad * grad
        params[key] -= learning_rate * grad / (np.sqrt(h[key]) + 1e-7)
    elif OPTIMIZER == "adam":
        v[key] = 0.9 * v[key] + 0.1 * grad
        h[key] = 0.999 * h[key] + 0.001 * grad * grad
        rate = learning_rate * (1 - 0.999**step) ** 0.5 / (1 - 0.9**step)
        params[key] -= rate * v[key] / (np.sqrt(h[key]) + 1e-8)


def accuracy(x, t):
    """The share of images whose highest score is that of their class."""
    return np.mean(predict(x)[0].argmax(axis=1) == t)


folder = Path(__file__).parent
with np.load(folder / "data.npz") as data:
    x_train, t_train, x_test, t_test = (data[k] for k in ("x_train", "t_train", "x_test", "t_test"))
x, x_of_test = scale(x_train), scale(x_test)

for_weights, for_batches = np.random.default_rng(SEED).spawn(2)
inputs = x.shape[1]
params = {
    "W1": WEIGHT_INIT_STD * for_weights.standard_normal((inputs, HIDDEN_SIZE)),
    "b1": np.zeros(HIDDEN_SIZE),
    "W2": WEIGHT_INIT_STD * for_weights.standard_normal((HIDDEN_SIZE, CLASSES)),
    "b2": np.zeros(CLASSES),
}
params = {key: array.astype(np.float32) for key, array in params.items()}
v = {key: np.zeros_like(array) for key, array in params.items()}
h = {key: np.zeros_like(array) for key, array in params.items()}

losses = []
learning_rate = LEARNING_RATES[0]
at_once = max(1000 // BATCH_SIZE, 1)  # batches whose images are drawn together
for i in range(ITERATIONS):
    learning_rate = LEARNING_RATES.get(i, learning_rate)
    if i % at_once == 0:
        drawn = for_batches.integers(len(x), size=(at_once, BATCH_SIZE))
    batch = drawn[i % at_once]
    loss, grads = loss_and_gradient(x[batch], t_train[batch])
    losses.append(loss)
    for key in params:
        update(key, grads[key], learning_rate, i + 1)

np.savetxt(folder / "losses.txt", losses)
print(f"train accuracy {accuracy(x, t_train):.4f}, test accuracy {accuracy(x_of_test, t_test):.4f}")
