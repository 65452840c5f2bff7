package io.muster.pgp;

import io.muster.model.Bytes;

/// One OpenPGP packet (RFC 9580, 4).
///
/// @param tag what it is: 6 a public key, 13 a user id, …
/// @param body empty when it was larger than the reader keeps
record Packet(int tag, Bytes body) {
    static final int SIGNATURE = 2;
    static final int SECRET_KEY = 5;
    static final int PUBLIC_KEY = 6;
    static final int SECRET_SUBKEY = 7;
    static final int USER_ID = 13;
    static final int PUBLIC_SUBKEY = 14;

    boolean isPrimaryKey() {
        return tag == PUBLIC_KEY || tag == SECRET_KEY;
    }

    boolean isSubkey() {
        return tag == PUBLIC_SUBKEY || tag == SECRET_SUBKEY;
    }

    boolean isSecret() {
        return tag == SECRET_KEY || tag == SECRET_SUBKEY;
    }
}
