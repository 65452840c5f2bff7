package io.muster.discovery.git;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;

/// All objects of one repository. Each has a number, so that a set of objects is a set of bits.
///
/// `objects/info/alternates` is not looked at: what lies in another repository belongs to that one.
final class ObjectStore implements AutoCloseable {
    private static final int PACKS_MAX = 10_000;

    private final int hashBytes;
    private final List<Pack> packs = new ArrayList<>();
    private final List<Integer> firsts = new ArrayList<>();
    private final LooseObjects loose;
    private final int looseFirst;

    /// @param faults is told of each pack that cannot be opened, and why
    ObjectStore(Path objects, int hashBytes, BiConsumer<Path, String> faults) throws IOException {
        this.hashBytes = hashBytes;
        int count = 0;
        for (Path path : packPaths(objects.resolve("pack"))) {
            String name = path.getFileName().toString();
            Path index = path.resolveSibling(name.substring(0, name.length() - 4) + "idx");
            try {
                if (!Files.isRegularFile(index, LinkOption.NOFOLLOW_LINKS)) {
                    throw new Damaged("a pack has no index; 'git index-pack' makes one");
                }
                Pack pack = Pack.open(path, index, hashBytes);
                packs.add(pack);
                firsts.add(count);
                count = Math.addExact(count, pack.index().count());
            } catch (IOException e) {
                faults.accept(path, Faults.reason(e));
            }
        }
        this.looseFirst = count;
        this.loose = LooseObjects.list(objects, hashBytes);
    }

    private static List<Path> packPaths(Path folder) throws IOException {
        List<Path> paths = new ArrayList<>();
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> names = Files.newDirectoryStream(folder, "*.pack")) {
                for (Path path : names) {
                    if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                            && paths.size() < PACKS_MAX) {
                        paths.add(path);
                    }
                }
            }
        }
        paths.sort(null);
        return paths;
    }

    int hashBytes() {
        return hashBytes;
    }

    /// The number of the object whose id stands at `from` in `id`, or -1 when there is none.
    int find(byte[] id, int from) {
        for (int i = 0; i < packs.size(); i++) {
            int row = packs.get(i).index().find(id, from);
            if (row >= 0) {
                return firsts.get(i) + row;
            }
        }
        int row = loose.find(id, from);
        return row < 0 ? -1 : looseFirst + row;
    }

    int find(String hexId) {
        boolean fits =
                hexId.length() == 2 * hashBytes && hexId.chars().allMatch(HexFormat::isHexDigit);
        return fits ? find(HexFormat.of().parseHex(hexId), 0) : -1;
    }

    String hexId(int number) {
        return HexFormat.of().formatHex(id(number));
    }

    byte[] id(int number) {
        return switch (location(number)) {
            case Location.Packed it -> it.pack().index().id(it.row());
            case Location.Loose it -> loose.id(it.row());
        };
    }

    /// Whether the id of that object stands at `from` in `id`.
    boolean hasId(int number, byte[] id, int from) {
        if (number >= looseFirst) {
            return loose.hasId(number - looseFirst, id, from);
        }
        int i = packOf(number);
        return packs.get(i).index().hasId(number - firsts.get(i), id, from);
    }

    Location location(int number) {
        if (number >= looseFirst) {
            return new Location.Loose(loose, number - looseFirst);
        }
        int i = packOf(number);
        return new Location.Packed(packs.get(i), i, number - firsts.get(i));
    }

    private int packOf(int number) {
        int i = packs.size() - 1;
        while (firsts.get(i) > number) {
            i--;
        }
        return i;
    }

    /// Where an object is.
    sealed interface Location {
        /// @param order of the pack among the packs
        record Packed(Pack pack, int order, int row) implements Location {}

        record Loose(LooseObjects objects, int row) implements Location {}
    }

    @Override
    public void close() throws IOException {
        for (Pack pack : packs) {
            pack.close();
        }
    }
}
