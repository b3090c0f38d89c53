"""Chest, belly, back and pelvis."""

import numpy as np

from tools.body_figure.regions.paint import Paint, curve, oval
from tools.body_figure.skin import Skin


def paint(on: Paint, skin: Skin) -> None:
    """Paints the whole body as trunk; head and limbs come over it."""
    _front(on, skin)
    _back(on, skin)
    _side(on, skin)
    _pelvis(on, skin)
    _shoulder_girdle(on, skin)


def _front(on: Paint, skin: Skin) -> None:
    x, y = skin.x, skin.y
    front = skin.round < 95
    margin = curve(x, (0, 3.75), (0.3, 3.5), (0.6, 3.1), (1.2, 2.75))  # of the ribs
    on("abdomen-lower", front)
    on("abdomen-upper", front & (y > 1.95))
    on("ribs-anterior", front & (y > margin) & (y < 3.75))
    on("breast", front & (y > curve(x, (0.2, 3.72), (0.75, 3.55), (1.3, 3.75))))
    on("chest-anterior", front & (y > curve(x, (0.2, 4.4), (0.8, 4.5), (1.5, 4.35))))
    on("infraclavicular", front & (y > curve(x, (0.2, 5.08), (1.4, 5.0))))
    middle = front & (x < curve(y, (1, 0.34), (2.1, 0.36), (2.9, 0.34), (3.75, 0.2)))
    on("umbilicus", middle & (y > 1.35) & (y < 2.45))
    on("epigastrium", middle & (y >= 2.3) & (y < 3.8))
    on("sternum", front & (y > 3.7) & (x < curve(y, (3.7, 0.16), (4.6, 0.2), (5.5, 0.26))))


def _back(on: Paint, skin: Skin) -> None:
    x, y = skin.x, skin.y
    back = skin.round >= 95
    on("lumbar-lateral", back)
    on("lumbar-paraspinal", back & (x < 0.5))
    on("lower-thoracic", back & (y > curve(x, (0, 2.85), (1.2, 2.6))))
    on("mid-back", back & (y > curve(x, (0, 3.4), (1.2, 3.25))))
    on("scapula", back & (y > 4.05))
    on("scapula-inferior-angle", back & (y > 3.8) & oval(x, y, (0.95, 4.12), (0.42, 0.34)))
    on("interscapular", back & (y > 4.0) & (x < curve(y, (4.0, 0.62), (5.2, 0.5), (5.8, 0.42))))
    spine_of_scapula = curve(x, (0.6, 4.98), (1.1, 5.1), (1.6, 5.28))
    on("scapula-superior", back & (x > 0.4) & (y > spine_of_scapula))
    border = (x > curve(y, (4.0, 0.62), (5.2, 0.5), (5.8, 0.42))) & (
        x < curve(y, (4.0, 0.88), (4.8, 0.78), (5.4, 0.76))
    )
    on("scapula-medial-border", back & border & (y > 4.2) & (y < 5.45))


def _side(on: Paint, skin: Skin) -> None:
    y, turn = skin.y, skin.round
    beside = (turn > 62) & (turn < 104)
    on("ribs-lateral", beside & (y > 2.75) & (y < 4.35))
    on("flank", beside & (y <= 2.75) & (y > 1.4))


def _pelvis(on: Paint, skin: Skin) -> None:
    x, y, z, turn = skin.x, skin.y, skin.z, skin.round
    front, back = turn < 95, turn >= 95
    crest = curve(turn, (0, 1.1), (55, 1.12), (75, 1.45), (100, 1.72), (140, 1.62), (180, 1.45))
    beyond = (turn > 48) & (turn < 150)
    on("iliac-crest", beyond & (y < crest) & (y > crest - 0.34))
    below = y < crest - curve(turn, (0, 0), (45, 0), (55, 0.34), (145, 0.34), (155, 0), (180, 0))
    on("buttock-upper", back & below)
    on("buttock-central", back & (y < curve(x, (0, 0.85), (0.8, 0.8), (1.5, 0.6))))
    on("gluteal-fold", back & (y < curve(x, (0, 0.1), (0.6, 0.0), (1.4, 0.0))))
    on("hip-lateral", (turn > 62) & (turn < 118) & below & (y < 1.0))
    ligament = curve(
        x, (0.2, 0.2), (0.5, 0.45), (1.1, 1.08), (1.4, 1.2)
    )  # from the pubis to the front of the hip bone
    groin = front & (x > 0.3) & (x < 1.1) & (np.abs(y - ligament + 0.06) < 0.2)
    on("hip-anterior", front & (turn < 62) & (y < ligament) & (x > 0.3))
    on("groin", groin)
    on("sacroiliac", back & oval(x, y, (0.42, 1.18), (0.26, 0.36), 12))
    on("sacrum", back & (y > 0.55) & (y < 1.5) & (x < curve(y, (0.55, 0.16), (1.45, 0.3))))
    on("coccyx", back & (y > 0.2) & (y <= 0.55) & (x < 0.16))
    on("pubis", front & (x < 0.36) & (y < 0.72) & (y > 0.1))
    on("abdomen-lower", front & (x < 0.36) & (y >= 0.72) & (y <= 1.35))
    on("genitals", (x < curve(y, (-0.4, 0.18), (0.22, 0.32))) & (y < 0.22) & (z > 0.15))
    on(
        "perineum",
        (x < 0.26)
        & (y < 0.2)
        & (z <= 0.15)
        & (z > -1.2)
        & (y < curve(z, (-0.9, 0.2), (-0.4, 0.0), (0.2, 0.1))),
    )


def _shoulder_girdle(on: Paint, skin: Skin) -> None:
    x, y, z = skin.x, skin.y, skin.z
    clavicle = curve(x, (0.2, 5.46), (0.7, 5.42), (1.2, 5.5), (1.5, 5.52))
    on("supraclavicular", (skin.round < 120) & (x > 0.24) & (y > clavicle) & (z > -0.05))
    ridge = curve(x, (0.5, 5.66), (1.0, 5.62), (1.6, 5.4))
    on(
        "shoulder-top",
        (x > 0.62) & (z < 0.3) & (y > ridge - curve(z, (-0.6, 0.0), (-0.3, 0.1), (0.3, 0.0))),
    )
    on("acromion", oval(x, z, (1.62, 0.08), (0.26, 0.3)) & (y > 5.2))
    hollow = oval(x, y, (1.5, 4.28), (0.36, 0.42), -20) & (skin.part("upperarm") < 0.8)
    on("axilla", hollow & (np.abs(skin.normals[:, 2]) < 0.8) & (skin.normals[:, 0] > -0.3))
