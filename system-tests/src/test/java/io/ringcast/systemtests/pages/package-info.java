/** The pages in a real browser, on real services. */
@NullMarked
package io.ringcast.systemtests.pages;

import org.jspecify.annotations.NullMarked;
