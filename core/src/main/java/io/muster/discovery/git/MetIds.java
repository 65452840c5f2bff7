package io.muster.discovery.git;

import java.util.Arrays;

/// The ids of objects that were met, to be asked for each entry of each tree of a history: almost
/// every answer is yes.
///
/// Open addressing over object numbers; an id is compared whole, because a part of one can be made
/// to match.
final class MetIds {
    private final ObjectStore store;
    private int[] slots = new int[1 << 12];
    private int count;

    MetIds(ObjectStore store) {
        this.store = store;
    }

    /// The number of the object whose id stands at `from` in `id`, or -1 when it was not met.
    int find(byte[] id, int from) {
        int slot = slot(id, from);
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (store.hasId(number, id, from)) {
                return number;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return -1;
    }

    void add(int number, byte[] id, int from) {
        if (2 * ++count > slots.length) {
            grow();
        }
        insert(number, slot(id, from));
    }

    private void insert(int number, int start) {
        int slot = start;
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = number + 1;
    }

    private void grow() {
        int[] before = slots;
        slots = new int[2 * before.length];
        for (int entry : Arrays.stream(before).filter(it -> it != 0).toArray()) {
            insert(entry - 1, slot(store.id(entry - 1), 0));
        }
    }

    /// An id is a digest: any four bytes of it are as good as a hash.
    private int slot(byte[] id, int from) {
        int hash =
                id[from + 1] << 24
                        | (id[from + 2] & 0xff) << 16
                        | (id[from + 3] & 0xff) << 8
                        | (id[from + 4] & 0xff);
        return hash & slots.length - 1;
    }
}
