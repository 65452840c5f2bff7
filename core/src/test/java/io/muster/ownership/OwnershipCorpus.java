package io.muster.ownership;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A made-up estate whose owners are known: teams with services, people who moved and left,
/// repositories of one team and of many, hosts of their own and shared ones, labels that are
/// missing, misspelt or copied.
///
/// What is noise and how much of it is said here, line by line; the figures are guesses of what is
/// usual, not counts of a real estate.
final class OwnershipCorpus {
    private static final int TEAMS = 30;
    private static final int PEOPLE_PER_TEAM = 8;
    private static final int SERVICES_PER_TEAM = 10;

    private final Random random;
    private final List<Directory.Team> teams = new ArrayList<>();
    private final List<Directory.Person> people = new ArrayList<>();

    /// A thing whose owner is known, and what speaks.
    record Case(String owner, List<Clue> clues) {}

    OwnershipCorpus(long seed) {
        random = new Random(seed);
        for (int i = 0; i < TEAMS; i++) {
            teams.add(
                    new Directory.Team(team(i), "Team " + i + " Works", "t" + i + "@example.com"));
            for (int p = 0; p < PEOPLE_PER_TEAM; p++) {
                // 15 of 100 have left: nobody knows them. 10 of 100 moved: they commit for the team
                // they were in, and the directory knows the new one.
                if (!chance(15)) {
                    int now = chance(10) ? random.nextInt(TEAMS) : i;
                    String id = person(i, p);
                    people.add(new Directory.Person(id, id, id + "@example.com", team(now)));
                }
            }
        }
    }

    Directory directory() {
        return new Directory(teams, people);
    }

    List<Case> cases(int count) {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // 6 of 100 belong to a team that the directory does not have.
            int owner = chance(6) ? TEAMS + random.nextInt(5) : random.nextInt(TEAMS);
            cases.add(new Case(team(owner), clues(owner, random.nextInt(SERVICES_PER_TEAM))));
        }
        return cases;
    }

    private List<Clue> clues(int owner, int service) {
        List<Clue> clues = new ArrayList<>();
        switch (random.nextInt(4)) {
            case 0 -> repository(clues, owner);
            case 1 -> cluster(clues, owner);
            case 2 -> cloud(clues, owner);
            default -> server(clues, owner);
        }
        // Names are given by services, and a third of all have one that says nothing.
        if (chance(60)) {
            neighbours(clues, Clue.Kind.SAME_NAME, owner, 70, "service-" + service);
        }
        if (chance(3)) {
            clues.add(Clue.of(Clue.Kind.SAME_KEY, team(usually(95, owner)), "same key"));
        }
        return clues;
    }

    private void repository(List<Clue> clues, int owner) {
        boolean shared = chance(40);
        if (chance(shared ? 80 : 50)) {
            String written = "@shop/" + team(usually(shared ? 88 : 93, owner));
            clues.add(Clue.of(Clue.Kind.CODE_OWNERS, written, "CODEOWNERS"));
        }
        // In a repository of many, one commit in four is by somebody else's people.
        int author = usually(shared ? 72 : 88, owner);
        clues.add(
                Clue.of(
                        Clue.Kind.GIT_AUTHOR,
                        person(author, random.nextInt(PEOPLE_PER_TEAM)) + "@example.com",
                        "git"));
        if (chance(50)) {
            neighbours(clues, Clue.Kind.SAME_FOLDER, owner, shared ? 65 : 90, "folder");
        }
    }

    private void cluster(List<Clue> clues, int owner) {
        if (chance(55)) {
            // 5 of 100 are misspelt, 6 of 100 copied with the file they came in.
            String written = chance(5) ? "tem" + owner : label(usually(94, owner));
            clues.add(Clue.of(Clue.Kind.LABEL, written, "app.kubernetes.io/part-of"));
        }
        if (chance(70)) {
            neighbours(clues, Clue.Kind.SAME_HOST, owner, 55, "cluster");
        }
        if (chance(15)) {
            clues.add(creator(owner));
        }
    }

    private void cloud(List<Clue> clues, int owner) {
        int tagged = usually(90, owner);
        if (chance(60)) {
            clues.add(Clue.of(Clue.Kind.TAG, label(tagged), "tag team"));
        }
        if (chance(30)) {
            // Terraform writes the tags, so both are mostly right or wrong together.
            clues.add(
                    Clue.of(
                            Clue.Kind.TERRAFORM,
                            label(chance(90) ? tagged : usually(90, owner)),
                            "terraform"));
        }
        if (chance(20)) {
            clues.add(creator(owner));
        }
    }

    private void server(List<Clue> clues, int owner) {
        boolean shared = chance(35);
        if (chance(75)) {
            neighbours(clues, Clue.Kind.SAME_HOST, owner, shared ? 30 : 85, "host");
        }
        if (chance(30)) {
            // Half the units are departments, which are no teams.
            String written = chance(50) ? "IT Operations EMEA" : label(usually(85, owner));
            clues.add(Clue.of(Clue.Kind.SUBJECT, written, "OU"));
        }
        if (chance(10)) {
            clues.add(
                    Clue.of(Clue.Kind.CONTACT, "t" + usually(90, owner) + "@example.com", "mail"));
        }
        // The authority belongs to whoever runs it, nearly always to one team.
        if (chance(60)) {
            clues.add(Clue.of(Clue.Kind.ISSUER, team(chance(90) ? 0 : owner), "issuer"));
        }
    }

    private Clue creator(int owner) {
        return Clue.of(
                Clue.Kind.CREATOR,
                person(usually(90, owner), random.nextInt(PEOPLE_PER_TEAM)),
                "created-by");
    }

    /// Of 1 to 20 neighbours with an owner, so many of 100 have the same.
    private void neighbours(List<Clue> clues, Clue.Kind kind, int owner, int same, String where) {
        int count = 1 + random.nextInt(20);
        int[] of = new int[TEAMS + 5];
        int other = random.nextInt(TEAMS);
        for (int i = 0; i < count; i++) {
            // Strangers are mostly of one team: whoever had the host before.
            of[chance(same) ? owner : chance(60) ? other : random.nextInt(TEAMS)]++;
        }
        for (int i = 0; i < of.length; i++) {
            if (of[i] > 0) {
                clues.add(Clue.ofNeighbours(kind, team(i), where, of[i], count));
            }
        }
    }

    private int usually(int percent, int owner) {
        return chance(percent) ? owner : random.nextInt(TEAMS);
    }

    private String label(int team) {
        return switch (random.nextInt(3)) {
            case 0 -> team(team);
            case 1 -> "team-" + team(team);
            default -> "Team " + team + " Works";
        };
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private static String team(int number) {
        return "t" + number;
    }

    private static String person(int team, int number) {
        return "p" + team + "." + number;
    }
}
