/// What bytes are and what is in them: content decides, never the name.
///
/// [Recogniser] reads; a [BinaryFormat] claims content by how it begins, a [TextFormat] is woken by
/// words that stand anywhere in it; [Finds] turns what they find into observations. A new format is
/// one file here and one line in [Formats].
@NullMarked
package io.muster.discovery.content;

import org.jspecify.annotations.NullMarked;
