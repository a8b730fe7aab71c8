/** The pages of a service for people with a browser: one shell, whose scripts ask the REST side. */
@NullMarked
package io.ringcast.console.pages;

import org.jspecify.annotations.NullMarked;
