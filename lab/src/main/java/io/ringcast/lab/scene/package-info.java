/** Guided scenes: what is done, what is said about it, and what must be true afterwards. The page and a test run the same. */
@NullMarked
package io.ringcast.lab.scene;

import org.jspecify.annotations.NullMarked;
