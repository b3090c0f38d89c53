"""How needling may work, as a simulation to think with: never an argument for treatment.

A trigger point over hours to days, as ordinary differential equations in units of healthy muscle.
The equations stand in `equations`, the numbers with their sources in the library under `mechanism/`.

    >>> from filiform.mechanism.simulation import simulate
    >>> run = simulate("needle", members=200)
    >>> run.band("pain_signal").median[-1]
"""
