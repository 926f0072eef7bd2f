// Draws the verdicts of all products week by week; the figures stand in the table below. Without it that table is all there is.

import { init } from "./vendor/echarts.js";

const place = document.getElementById("trend-chart");
const said = JSON.parse(place.dataset.chart);
const colours = getComputedStyle(document.documentElement);
const colour = (name) => colours.getPropertyValue(`--${name}`).trim();
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const patterns = { blocked: "rect", undetermined: "diamond", clear: "circle" };

place.classList.add("drawn");
const chart = init(place, null, { renderer: "svg" });

function draw() {
  const quiet = { color: colour("quiet") };
  chart.setOption({
    animation: !still,
    textStyle: { color: colour("ink"), fontFamily: getComputedStyle(document.body).fontFamily },
    tooltip: { trigger: "axis", renderMode: "richText" },
    legend: { data: said.series.map((one) => ({ name: one.name, icon: patterns[one.verdict] })), textStyle: { color: colour("ink") }, left: 0 },
    grid: { left: 8, right: 8, top: 40, bottom: 8, containLabel: true },
    xAxis: { type: "category", data: said.weeks, axisLabel: quiet, axisLine: { lineStyle: { color: colour("rule") } } },
    yAxis: { type: "value", minInterval: 1, axisLabel: quiet, splitLine: { lineStyle: { color: colour("rule") } } },
    series: said.series.map((one) => ({
      type: "bar",
      stack: "verdicts",
      name: one.name,
      data: one.counts,
      itemStyle: { color: colour(one.verdict), borderColor: colour("paper"), borderWidth: 0.5 },
    })),
  });
}

draw();
addEventListener("resize", () => chart.resize());
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
addEventListener("beforeprint", () => chart.resize({ width: 640 }));
addEventListener("afterprint", () => chart.resize({ width: "auto" }));
