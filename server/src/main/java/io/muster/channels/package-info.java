/// The ways by which alerts leave: mail, chat, webhooks, log servers. Each goes where the
/// configuration says and nowhere else, follows nobody, and waits for nobody longer than a minute.
@NullMarked
package io.muster.channels;

import org.jspecify.annotations.NullMarked;
