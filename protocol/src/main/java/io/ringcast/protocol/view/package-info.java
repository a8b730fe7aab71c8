/**
 * Who keeps which part of a ring, as a function that managers and peers share. Pure: only the JDK, JSpecify and the overlays may come in.
 */
@NullMarked
package io.ringcast.protocol.view;

import org.jspecify.annotations.NullMarked;
