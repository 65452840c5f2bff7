-- What the modulus of an RSA key was found to have in common with those of other keys: 0 not compared yet, 1 nothing, 2 a prime,
-- 3 not compared because nothing spells it out.
ALTER TABLE public_key ADD COLUMN primes INTEGER NOT NULL DEFAULT 0;
CREATE INDEX public_key_to_compare ON public_key (n) WHERE primes = 0 AND substr(algorithm, 1, 3) = 'RSA';

-- Products of the moduli that were compared: those of the keys from first_key_n to last_key_n, big-endian.
CREATE TABLE modulus_product (
  n INTEGER PRIMARY KEY,
  first_key_n INTEGER NOT NULL,
  last_key_n INTEGER NOT NULL,
  bits INTEGER NOT NULL,
  product BLOB NOT NULL
) STRICT;
