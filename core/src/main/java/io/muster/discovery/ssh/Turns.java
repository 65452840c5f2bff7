package io.muster.discovery.ssh;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;

/// Sees to it that each address has one visitor at a time, whatever names and ports lead to it.
final class Turns {
    private final Set<InetAddress> taken = new HashSet<>();

    synchronized void take(InetAddress address) throws InterruptedException {
        while (!taken.add(address)) {
            wait();
        }
    }

    synchronized void give(InetAddress address) {
        taken.remove(address);
        notifyAll();
    }
}
