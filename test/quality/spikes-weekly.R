# Alarms of farringtonFlexible, earsC and bayes (Debian: r-cran-surveillance) on weekly series, for many levels of each.
# usage: Rscript spikes-weekly.R FOLDER; reads FOLDER/series.csv (series,week,count), FOLDER/tests.csv (series,from,to,years)
# writes FOLDER/alarms.csv (method,level,series,week) and FOLDER/seconds.csv (method,seconds)
suppressMessages(library(surveillance))
# Processor time: on a shared machine the clock on the wall says little.
cpu <- function(work) sum(system.time(work)[1:2])
folder <- commandArgs(TRUE)[1]
series <- read.csv(file.path(folder, "series.csv")); tests <- read.csv(file.path(folder, "tests.csv"))
levels <- c(1e-9, 1e-6, 1e-4, 1e-3, 3e-3, 0.01, 0.02, 0.05, 0.1, 0.2)
out <- list(); seconds <- c(farringtonFlexible = 0, earsC1 = 0, earsC3 = 0, bayes = 0)
note <- function(method, level, name, weeks) if (length(weeks)) out[[length(out) + 1]] <<- data.frame(method, level, series = name, week = weeks)
for (i in seq_len(nrow(tests))) {
  one <- tests[i, ]; counts <- series$count[series$series == one$series]
  x <- sts(observed = counts, frequency = 52, start = c(2001, 1)); range <- (one$from + 1):(one$to + 1)
  seconds["farringtonFlexible"] <- seconds["farringtonFlexible"] + cpu(result <- suppressWarnings(farringtonFlexible(x, control = list(
    range = range, b = one$years, w = 3, reweight = TRUE, weightsThreshold = 2.58, trend = TRUE, pThresholdTrend = 1, noPeriods = 10,
    populationOffset = FALSE, fitFun = "algo.farrington.fitGLM.flexible", limit54 = c(0, 4), powertrans = "2/3",
    pastWeeksNotIncluded = 26, thresholdMethod = "nbPlugin", alpha = 0.01))))
  p <- as.numeric(result@control$pvalue)
  for (level in levels) note("farringtonFlexible", level, one$series, range[which(p <= level)] - 1)
  for (method in c("C1", "C3")) for (level in levels) {
    took <- cpu(result <- earsC(x, control = list(range = range, method = method, baseline = 7, alpha = level)))
    if (level == levels[1]) seconds[paste0("ears", method)] <- seconds[paste0("ears", method)] + took
    note(paste0("ears", method), level, one$series, range[which(as.logical(alarms(result)))] - 1)
  }
  for (level in levels) {
    took <- cpu(result <- bayes(x, control = list(range = range, b = one$years, w = 6, actY = TRUE, alpha = level)))
    if (level == levels[1]) seconds["bayes"] <- seconds["bayes"] + took
    note("bayes", level, one$series, range[which(as.logical(alarms(result)))] - 1)
  }
}
write.csv(do.call(rbind, out), file.path(folder, "alarms.csv"), row.names = FALSE, quote = FALSE)
write.csv(data.frame(method = names(seconds), seconds), file.path(folder, "seconds.csv"), row.names = FALSE, quote = FALSE)
