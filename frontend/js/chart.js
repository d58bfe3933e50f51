// The chart island: draws an ECharts option in an element, in the colours of the page.
// mount(element, optionJson, emit) → { send("set", optionJson), dispose() }; emits "click" with the item's id or name.
import { BarChart, LineChart, PieChart } from "echarts/charts";
import {
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  TitleComponent,
  TooltipComponent,
} from "echarts/components";
import { init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";

use([
  AriaComponent,
  BarChart,
  CanvasRenderer,
  DatasetComponent,
  GridComponent,
  LabelLayout,
  LegendComponent,
  LineChart,
  PieChart,
  TitleComponent,
  TooltipComponent,
]);

/** The colours of a chart's series, when the page's tokens name none. */
const PALETTE = ["#2f6bff", "#1f9d61", "#d18b00", "#e0352b", "#7a5af8", "#0e9aa7", "#c2528b", "#64748b", "#8c5a2b", "#7a9a01", "#38a3e0", "#e58a8a"];

/** Reads the page's tokens into an ECharts theme. */
function theme(element) {
  const style = getComputedStyle(element);
  const token = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
  const ink = token("--ink", "#1b2330");
  const soft = token("--ink-2", "#5b6575");
  const line = token("--line", "#e4e7ec");
  const panel = token("--panel", "#ffffff");
  const raised = token("--raised", panel);
  const text = { color: ink, fontFamily: style.fontFamily };
  const axis = {
    axisLine: { lineStyle: { color: line } },
    axisTick: { lineStyle: { color: line } },
    axisLabel: { color: soft },
    splitLine: { lineStyle: { color: line } },
  };
  return {
    color: PALETTE.map((colour, at) => token(`--chart-${at + 1}`, colour)),
    backgroundColor: "transparent",
    textStyle: text,
    title: { textStyle: text, subtextStyle: { color: soft } },
    legend: { textStyle: { color: soft }, pageTextStyle: { color: soft }, pageIconColor: soft },
    tooltip: { backgroundColor: raised, borderColor: line, textStyle: { color: ink } },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: axis,
    timeAxis: axis,
    pie: { label: { color: ink }, itemStyle: { borderColor: panel, borderWidth: 1 } },
  };
}

/** What every chart of the desk has, whatever its option says. */
function complete(optionJson) {
  const option = JSON.parse(optionJson);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const tooltip = { ...(option.tooltip ?? { trigger: "item" }), renderMode: "richText", confine: true };
  return { ...option, tooltip, aria: { ...option.aria, enabled: true }, animation: calm ? false : (option.animation ?? true) };
}

export function mount(element, optionJson, emit) {
  let option = optionJson;
  let chart;

  const draw = () => {
    chart?.dispose();
    chart = init(element, theme(element), { renderer: "canvas" });
    // The figure's own label describes the chart; ECharts would replace it with a generated text.
    const label = element.getAttribute("aria-label");
    chart.setOption(complete(option));
    if (label) element.setAttribute("aria-label", label);
    chart.on("click", ({ data, name }) => emit("click", String(data?.id ?? name ?? "")));
  };

  const resized = new ResizeObserver(([entry]) => {
    const { width, height } = entry.contentRect;
    if (width === 0 || height === 0) return;
    if (chart) chart.resize({ width, height });
    else draw();
  });
  resized.observe(element);

  const recolour = () => chart && draw();
  const themed = new MutationObserver(recolour);
  themed.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", recolour);

  return {
    send(kind, payload) {
      if (kind !== "set" || payload === option) return;
      option = payload;
      const label = element.getAttribute("aria-label");
      chart?.setOption(complete(option), { notMerge: true });
      if (label) element.setAttribute("aria-label", label);
    },
    dispose() {
      resized.disconnect();
      themed.disconnect();
      scheme.removeEventListener("change", recolour);
      chart?.dispose();
      chart = undefined;
    },
  };
}
