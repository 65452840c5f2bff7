package io.muster.roll;

import io.muster.model.Credential;
import io.muster.model.KeyId;
import io.muster.model.SshKey;
import io.muster.x509.PublicKeyInfo;
import io.muster.x509.keys.KnownKeys;
import io.muster.x509.keys.SharedPrimes;
import io.muster.x509.keys.WeakKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Why keys are weak, each looked at once whatever wraps it, and the RSA keys among all that share
/// a prime.
final class WeakKeys {
    private final KnownKeys known;
    private final Map<KeyId, Set<String>> weaknesses = new HashMap<>();
    private final Set<KeyId> seen = new HashSet<>();
    private final Map<BigInteger, List<KeyId>> moduli = new HashMap<>();

    WeakKeys(KnownKeys known) {
        this.known = known;
    }

    void add(Credential credential) {
        Optional<KeyId> key = credential.keyId();
        if (key.isEmpty()) {
            return;
        }
        if (known.contains(key.get())
                || (credential instanceof SshKey ssh && known.containsSsh(ssh.blob()))) {
            note(key.get(), WeakKey.Kind.KNOWN);
        }
        if (!seen.add(key.get())) {
            return;
        }
        Optional<PublicKeyInfo> info = PublicKeys.of(credential);
        if (info.isEmpty()) {
            // An SSH blob is no SubjectPublicKeyInfo for every type; the same key in another
            // wrapping may come.
            seen.remove(key.get());
            return;
        }
        for (WeakKey weak : WeakKey.find(info.get(), known)) {
            note(key.get(), weak.kind());
        }
        info.get()
                .rsa()
                .ifPresent(it ->
                        moduli.computeIfAbsent(it.modulus(), _ -> new ArrayList<>(1))
                                .add(key.get()));
    }

    private void note(KeyId key, WeakKey.Kind kind) {
        code(kind).ifPresent(it -> weaknesses.computeIfAbsent(key, _ -> new TreeSet<>()).add(it));
    }

    private static Optional<String> code(WeakKey.Kind kind) {
        return switch (kind) {
            case TOO_SMALL -> Optional.of("small");
            case BAD_EXPONENT -> Optional.of("exponent");
            case SMALL_FACTOR -> Optional.of("small-factor");
            case NOT_A_PRODUCT -> Optional.of("not-a-product");
            case CLOSE_PRIMES -> Optional.of("close-primes");
            case ROCA -> Optional.of("roca");
            case KNOWN -> Optional.of("debian");
            case EXPLICIT_CURVE -> Optional.of("explicit-parameters");
            // Told by the algorithm's class already.
            case PRE_STANDARD -> Optional.empty();
        };
    }

    /// Looks for shared primes over everything that was added. To be called once.
    void compare() {
        for (SharedPrimes.Group group : SharedPrimes.find(List.copyOf(moduli.keySet()))) {
            for (BigInteger modulus : group.moduli()) {
                for (KeyId key : moduli.getOrDefault(modulus, List.of())) {
                    weaknesses.computeIfAbsent(key, _ -> new TreeSet<>()).add("shared-prime");
                }
            }
        }
    }

    /// The codes of the fact `key.weak`, in order; empty when the key is fine as far as can be
    /// told.
    List<String> of(Credential credential) {
        return credential
                .keyId()
                .map(it -> List.copyOf(weaknesses.getOrDefault(it, Set.of())))
                .orElse(List.of());
    }
}
