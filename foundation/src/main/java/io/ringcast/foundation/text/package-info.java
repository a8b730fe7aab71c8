/** What the bytes of a file are that somebody calls text: its encoding, or what else it is. */
@NullMarked
package io.ringcast.foundation.text;

import org.jspecify.annotations.NullMarked;
