"""The doors that only a demo has."""

from competition.demo import acts, backstage, following, joining, stage

DOORS = [door for room in (stage, following, acts, joining, backstage) for door in room.DOORS]
