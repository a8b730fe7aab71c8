package io.ringcast.systemtests.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Tests that make networks of their own. Where that is not possible they are skipped, which CI counts as a failure. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
        value = "io.ringcast.systemtests.lab.NetworkLab#isPossible",
        disabledReason = "network namespaces need root, iproute2 and nftables")
public @interface NeedsNetworks {}
