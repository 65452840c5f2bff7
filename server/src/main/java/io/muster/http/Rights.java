package io.muster.http;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What somebody may, and how far. [Permission#ANYONE] needs no right.
public record Rights(Map<Permission, Reach> reaches) {
    private static final Reach EVERYWHERE = new Reach.Everywhere();

    /// Those of somebody who may nothing.
    public static final Rights NONE = new Rights(Map.of());

    /// Those of the installation's own administrator.
    public static final Rights ALL = everywhere(EnumSet.allOf(Permission.class));

    public Rights {
        reaches = Map.copyOf(reaches);
    }

    /// Those, over everything.
    public static Rights everywhere(Collection<Permission> permissions) {
        return reaching(permissions, EVERYWHERE);
    }

    /// Those, as far as `reach`.
    public static Rights reaching(Collection<Permission> permissions, Reach reach) {
        Map<Permission, Reach> all = new EnumMap<>(Permission.class);
        permissions.forEach(it -> all.put(it, reach));
        return new Rights(all);
    }

    /// What these and those allow together.
    public Rights and(Rights others) {
        Map<Permission, Reach> all = new EnumMap<>(Permission.class);
        all.putAll(reaches);
        others.reaches.forEach((permission, reach) -> all.merge(permission, reach, Reach::or));
        return new Rights(all);
    }

    /// What is left of these when nothing but `permissions` is asked of them.
    public Rights only(Set<Permission> permissions) {
        Map<Permission, Reach> some = new EnumMap<>(Permission.class);
        reaches.forEach((permission, reach) -> {
            if (permissions.contains(permission)) {
                some.put(permission, reach);
            }
        });
        return new Rights(some);
    }

    public Set<Permission> permissions() {
        return reaches.keySet();
    }

    public boolean may(Permission permission) {
        return permission == Permission.ANYONE || reaches.containsKey(permission);
    }

    public boolean mayEverywhere(Permission permission) {
        return permission == Permission.ANYONE || EVERYWHERE.equals(reaches.get(permission));
    }

    /// How far `permission` goes; empty when they have it not at all.
    public Optional<Reach> reach(Permission permission) {
        return Optional.ofNullable(reaches.get(permission));
    }
}
