"""Looks at the surface from one side, without perspective, and keeps what is seen behind every pixel."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Camera:
    """`right` and `up` are the axes of the picture, `toward` points to the viewer."""

    right: np.ndarray
    up: np.ndarray
    toward: np.ndarray

    @classmethod
    def looking(
        cls, toward: tuple[float, float, float], up: tuple[float, float, float]
    ) -> "Camera":
        """A camera at `toward` of the body, with `up` upwards in the picture."""
        back = np.array(toward, float) / np.linalg.norm(toward)
        right = np.cross(np.array(up, float), back)
        right /= np.linalg.norm(right)
        return cls(right, np.cross(back, right), back)


@dataclass(frozen=True)
class Sight:
    """What is seen: for each pixel the triangle in front (-1: none), its shares, and the depth."""

    triangle: np.ndarray
    shares: np.ndarray
    depth: np.ndarray
    scale: float  # pixels a decimetre

    @property
    def seen(self) -> np.ndarray:
        """The pixels in which there is a body."""
        return self.triangle >= 0

    def of(self, values: np.ndarray, triangles: np.ndarray) -> np.ndarray:
        """Values of the points, blended for every pixel that is seen, in the order of `seen`."""
        corners = values[triangles[self.triangle[self.seen]]]
        return np.einsum("nk,nk...->n...", self.shares[self.seen], corners)

    def cropped(self, kept: np.ndarray, margin: int, *, symmetric: bool) -> "Sight":
        """Only the pixels of `kept` (one value for each pixel seen), in the smallest picture with a margin."""
        seen = self.seen.copy()
        seen[seen] = kept
        triangle = np.where(seen, self.triangle, -1)
        depth = np.where(seen, self.depth, -np.inf)
        rows, columns = np.nonzero(seen)
        left, right = int(columns.min()) - margin, int(columns.max()) + margin + 1
        if symmetric:
            left = min(left, seen.shape[1] - right)
            right = seen.shape[1] - left
        top, bottom = int(rows.min()) - margin, int(rows.max()) + margin + 1
        box = (slice(top, bottom), slice(left, right))
        return Sight(triangle[box], self.shares[box], depth[box], self.scale)


def look(
    points: np.ndarray,
    triangles: np.ndarray,
    camera: Camera,
    scale: float,
    margin: int,
    box: tuple[np.ndarray, np.ndarray] | None = None,
) -> Sight:
    """Draws every triangle into a depth buffer; `box` cuts out a part of the picture (in decimetres)."""
    flat = np.stack([points @ camera.right, points @ camera.up], 1)
    used = np.unique(triangles)
    low, high = box if box else (flat[used].min(0), flat[used].max(0))
    width, height = (np.ceil((high - low) * scale).astype(int) + 2 * margin).tolist()
    pixel = np.stack(
        [(flat[:, 0] - low[0]) * scale + margin, (high[1] - flat[:, 1]) * scale + margin], 1
    )
    depth = points @ camera.toward
    at, near, share, which = _covered(pixel, depth, triangles, width, height)
    order = np.lexsort((which, -near, at))
    at, first = np.unique(at[order], return_index=True)
    order = order[first]
    triangle = np.full(width * height, -1)
    shares = np.zeros((width * height, 3))
    depths = np.full(width * height, -np.inf)
    triangle[at], shares[at], depths[at] = which[order], share[order], near[order]
    form = (height, width)
    return Sight(triangle.reshape(form), shares.reshape(*form, 3), depths.reshape(form), scale)


def _covered(
    pixel: np.ndarray, depth: np.ndarray, triangles: np.ndarray, width: int, height: int
) -> tuple[np.ndarray, ...]:
    """Every pair of a pixel and a triangle over its middle: place, depth, shares and triangle."""
    corners = pixel[triangles]
    low = np.maximum(np.floor(corners.min(1) - 0.5).astype(int), 0)
    high = np.minimum(np.ceil(corners.max(1) + 0.5).astype(int), [width - 1, height - 1])
    size = (high - low + 1).max(1)
    found: list[tuple[np.ndarray, ...]] = []
    bound = 2
    while (size >= 1).any() and bound < 4096:
        chosen = np.flatnonzero((size > (bound // 2 if bound > 2 else 0)) & (size <= bound))
        for part in np.array_split(chosen, max(1, len(chosen) * bound * bound // 4_000_000)):
            if len(part):
                found.append(
                    _inside(
                        part, corners[part], depth[triangles[part]], low[part], bound, width, height
                    )
                )
        bound *= 2
    return tuple(np.concatenate(parts) for parts in zip(*found, strict=True))


def _inside(
    which: np.ndarray,
    corners: np.ndarray,
    depth: np.ndarray,
    low: np.ndarray,
    bound: int,
    width: int,
    height: int,
) -> tuple[np.ndarray, ...]:
    steps = np.arange(bound)
    x = low[:, 0, None, None] + steps[None, None, :]
    y = low[:, 1, None, None] + steps[None, :, None]
    x, y = np.broadcast_arrays(x, y)
    a, b, c = (corners[:, one, None, None, :] for one in range(3))
    area = (b[..., 1] - c[..., 1]) * (a[..., 0] - c[..., 0]) + (c[..., 0] - b[..., 0]) * (
        a[..., 1] - c[..., 1]
    )
    area = np.where(np.abs(area) < 1e-12, np.inf, area)
    px, py = x + 0.5 - c[..., 0], y + 0.5 - c[..., 1]
    one = ((b[..., 1] - c[..., 1]) * px + (c[..., 0] - b[..., 0]) * py) / area
    two = ((c[..., 1] - a[..., 1]) * px + (a[..., 0] - c[..., 0]) * py) / area
    three = 1 - one - two
    slack = -1e-6
    hit = (one >= slack) & (two >= slack) & (three >= slack) & (x < width) & (y < height)
    hit &= np.isfinite(area)
    shares = np.stack([one[hit], two[hit], three[hit]], 1)
    owner = np.broadcast_to(np.arange(len(which))[:, None, None], hit.shape)[hit]
    near = (shares * depth[owner]).sum(1)
    return (y[hit] * width + x[hit], near, shares, which[owner])
