# WhyPFS. Every target is a thin call of Maven or of what Maven has built; `make help` lists them.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# make run
export CORES APIS PROVIDERS PORT WHYPFS_HOME
ARGS ?=
# make torture
ROUNDS ?= 100
# make simulate
SEEDS ?= 1000
FIRST ?= 1
# make fuzz; the fuzzer takes one test per JVM
FUZZ ?= dagPbAndUnixFs dagCbor dagJson car cid

JDK = JAVA_HOME=$$(.mvn/find-jdk) || exit 1; export JAVA_HOME
MVN = ./mvnw -B -ntp
BUILT := target/built
TRAINED := target/trained
SOURCES := $(shell find . \( -name target -o -name node_modules -o -name '.whypfs*' -o -name .git -o -path '*/src/test' \) -prune \
	-o -type f \( -name pom.xml -o -path '*/src/main/*' -o -path './.mvn/*' \) -print)
# What the caches are made for: a cache fits the very file it was trained with.
JARS := $(foreach service,auth-service services/core-node services/api-node services/bucket-scheduler \
	services/deal-maker proxifier,$(service)/target/quarkus-app/quarkus-run.jar) \
	db-migrations/target/whypfs-db-migrations-0.1.0.jar deploy/devnet/target/whypfs-devnet-0.1.0.jar
NEEDED := $(JARS) deploy/local/target/whypfs-local-0.1.0.jar deploy/broker/target/lib
LOCAL_CLASSPATH = deploy/local/target/whypfs-local-0.1.0.jar:deploy/local/target/lib/*
SUPERVISOR = "$$JAVA_HOME/bin/java" -Xmx64m -Xms16m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData \
	-Dwhypfs.tree="$(CURDIR)" -cp '$(LOCAL_CLASSPATH)' io.whypfs.local.Supervisor

.PHONY: help
help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | while IFS=$$'\t' read -r target what; do \
		printf '  make %-12s %s\n' "$$target" "$$what"; done

.PHONY: build
build: $(TRAINED) ## Compile and package everything, and train the start-up (AOT) caches; nothing when up to date

# A module that was cleaned by hand is built again.
ifneq ($(words $(NEEDED)),$(words $(wildcard $(NEEDED))))
.PHONY: $(BUILT)
endif

$(BUILT): $(SOURCES)
	@$(JDK); echo 'Building; the first time, Maven fetches what it needs.'; \
	$(MVN) package -Dmaven.test.skip=true \
		| grep --line-buffered -E '^\[INFO\] Building WhyPFS|^\[ERROR\]|^\[WARNING\].*\.java|BUILD'
	@mkdir -p $(dir $@) && touch $@

# Tests package the services again, so this looks at the jars, too.
$(TRAINED): $(BUILT) $(wildcard $(JARS))
	@$(JDK); echo 'Training the start-up caches; this takes a minute or two.'; rm -rf target/training; \
	WHYPFS_HOME="$(CURDIR)/target/training" PORT=0 CORES=1 APIS=1 $(SUPERVISOR) --train \
		|| echo 'The start-up caches could not be trained; everything works, and starts more slowly.'; \
	rm -rf target/training; touch $@

.PHONY: run
run: $(TRAINED) ## Start the whole system; CORES=1 APIS=1 PROVIDERS=8 PORT=1313 WHYPFS_HOME=.whypfs ARGS="-Dkey=value"
	@$(JDK); exec $(SUPERVISOR) $(ARGS)

.PHONY: test
test: ## Run every test
	@$(JDK); $(MVN) verify

.PHONY: torture
torture: ## Run the long forms of the tests; ROUNDS=100
	@$(JDK); $(MVN) verify -Dgroups=torture -DexcludedGroups= -Dwhypfs.torture.rounds=$(ROUNDS)

.PHONY: simulate
simulate: ## Run deal-making and buckets under virtual time; SEEDS=1000 FIRST=1
	@$(JDK); $(MVN) test -pl services/deal-maker -am -Dtest='*SimulationTest' -Dsurefire.failIfNoSpecifiedTests=false \
		-Dwhypfs.simulation.seeds=$(SEEDS) -Dwhypfs.simulation.first=$(FIRST)

.PHONY: bench
bench: $(TRAINED) ## Measure uploads and reads through the front door; against an ipfs on the PATH, too; ARGS="--only=4KiB"
	@$(JDK); deploy/bench/run $(ARGS)

.PHONY: bench-parts
bench-parts: ## Measure parts by themselves: blocks, CommP, pieces, a million contents into buckets
	@$(JDK); $(MVN) test -Dgroups=bench -DexcludedGroups= -am -Dsurefire.failIfNoSpecifiedTests=false \
		-pl libs/whypfs-core,libs/filecoin,services/core-node,services/bucket-scheduler -Dtest='*Bench*' \
		| grep -E 'bench|MiB|BUILD|ERROR'

.PHONY: fuzz
fuzz: ## Feed the decoders random bytes, each for some minutes; FUZZ="dagCbor car" for some of them
	@$(JDK); for target in $(FUZZ); do \
		JAZZER_FUZZ=1 $(MVN) test -pl libs/ipld -am -Dtest="DecodersFuzzTest#$$target" \
			-Dsurefire.failIfNoSpecifiedTests=false; \
	done

.PHONY: helm-lint
helm-lint: ## Render and lint the chart
	@$(JDK); $(MVN) test -pl helm -am

.PHONY: format
format: ## Format all sources
	@$(JDK); $(MVN) -q spotless:apply

.PHONY: check
check: ## Check the format, and compile with every warning an error
	@$(JDK); $(MVN) spotless:check test-compile

.PHONY: clean
clean: ## Remove everything that was built; the data in .whypfs stays
	@$(JDK); $(MVN) -q clean; rm -rf target
