package io.muster.store.roll;

import io.muster.inventory.credentials.Dossier;
import io.muster.model.Entry;

/// What `public_key.primes` says of an RSA key, besides 0: that it was not compared yet.
public final class Primes {
    public static final long ALONE = 1;
    public static final long SHARED = 2;

    /// Nothing that is known of the key tells its modulus.
    public static final long NOT_SPELT_OUT = 3;

    private Primes() {}

    /// What `document` says of a credential, and what is known of its key beyond that.
    public static Entry dossier(String document, long primes) {
        Entry dossier = Dossier.parse(document);
        return primes == SHARED ? Dossier.sharingAPrime(dossier) : dossier;
    }

    /// Likewise, as a document.
    public static String document(String document, long primes) {
        return primes == SHARED ? Dossier.text(dossier(document, primes)) : document;
    }
}
