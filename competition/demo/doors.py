"""The doors that only a demo has."""

from competition.demo import backstage

DOORS = [door for room in (backstage,) for door in room.DOORS]
