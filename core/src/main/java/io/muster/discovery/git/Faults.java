package io.muster.discovery.git;

import io.muster.discovery.Observation;
import io.muster.model.Place;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/// What could not be read in one repository. The first faults are told one by one; a pack that lost
/// its half has too many to list.
final class Faults {
    private static final int TOLD_MAX = 100;

    private final Place repository;
    private final Consumer<Observation> out;
    private int count;
    private int missing;

    Faults(Place repository, Consumer<Observation> out) {
        this.repository = repository;
        this.out = out;
    }

    synchronized void add(Place place, String reason) {
        if (count++ < TOLD_MAX) {
            out.accept(new Observation.Unreadable(place, reason));
        }
    }

    /// Something is named and not there.
    synchronized void addMissing() {
        missing++;
    }

    /// Told once, at the end.
    synchronized void summarize() {
        if (count > TOLD_MAX) {
            out.accept(
                    new Observation.Unreadable(
                            repository, (count - TOLD_MAX) + " more objects could not be read"));
        }
        if (missing > 0) {
            out.accept(
                    new Observation.Unreadable(
                            repository,
                            "objects that are named but missing: "
                                    + missing
                                    + "; it is a partial clone, borrows from another repository, or"
                                    + " lost them"));
        }
    }

    static String reason(IOException e) {
        return switch (e) {
            case Damaged _ -> String.valueOf(e.getMessage());
            case AccessDeniedException _ -> "permission denied";
            case ZipException _, EOFException _ -> "an object is damaged";
            default -> "it cannot be read (" + e.getClass().getSimpleName() + ")";
        };
    }
}
