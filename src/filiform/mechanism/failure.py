"""What can go wrong in a simulation, as a tree of exceptions.

SimulationFailed
├── UnknownScenario      no scenario of that name
├── UnusableCourse       a value outside its range, an unknown parameter, a time that is not allowed
└── SolverFailed         the equations could not be solved; names the parameter that is farthest out
"""


class SimulationFailed(Exception):
    """A simulation that cannot be run or finished; the message says what was given and what to do."""


class UnknownScenario(SimulationFailed):
    """No scenario of the library has that name."""


class UnusableCourse(SimulationFailed):
    """Something that was asked for is not allowed."""


class SolverFailed(SimulationFailed):
    """The equations could not be solved with these values."""
