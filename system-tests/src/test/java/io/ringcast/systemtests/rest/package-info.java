/** What clients of REST and of the prompt are promised, shown on real processes. */
@NullMarked
package io.ringcast.systemtests.rest;

import org.jspecify.annotations.NullMarked;
