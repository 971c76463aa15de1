package ml.lifecycle.report;

/** The style of all pages: for light and dark screens, wide and narrow ones, and for paper. */
final class HtmlStyle {

    static final String CSS = """
            :root { color-scheme: light dark; --text: #1c2024; --dim: #59626d; --line: #d9dee4; --back: #ffffff;
              --panel: #f6f8fa; --pass: #176b36; --fail: #b3261e; --open: #8a5a00; --now: #0b57d0; --now-fill: #0b57d0;
              --then: #66717e; --then-fill: #dfe4ea; }
            @media (prefers-color-scheme: dark) { :root { --text: #e6e9ed; --dim: #9aa4af; --line: #333a42;
              --back: #14171a; --panel: #1c2126; --pass: #6fd08c; --fail: #ff8a80; --open: #f2c063; --now: #7ab7ff;
              --now-fill: #7ab7ff; --then: #939eab; --then-fill: #3a434d; } }
            @media print { :root { color-scheme: light; --text: #000000; --dim: #444b54; --line: #b9c0c8;
              --back: #ffffff; --panel: #ffffff; --pass: #176b36; --fail: #b3261e; --open: #8a5a00; --now: #0b57d0;
              --now-fill: #0b57d0; --then: #66717e; --then-fill: #dfe4ea; } }
            body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; background: var(--back); color: var(--text);
              font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
            h1 { font-size: 1.4rem; font-weight: 600; } h2 { font-size: 1.1rem; font-weight: 600; margin: 2.5rem 0 .75rem; }
            h3 { font-size: 1rem; font-weight: 600; margin: 0 0 .25rem; } p { margin: .25rem 0; }
            a { color: inherit; text-decoration-color: var(--dim); text-underline-offset: .2em; }
            table { width: 100%; border-collapse: collapse; }
            th, td { padding: .5rem .75rem; border-bottom: 1px solid var(--line); text-align: left;
              vertical-align: top; overflow-wrap: anywhere; }
            thead th { color: var(--dim); font-weight: 500; font-size: .85rem; white-space: nowrap; }
            tbody th { font-weight: 500; min-width: 9rem; }
            .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
            .wide { overflow-x: auto; } .wide th, .wide td { padding: .35rem .75rem; }
            .line { white-space: nowrap; } .dim { color: var(--dim); } .small { font-size: .85rem; }
            .verdict { font-weight: 600; white-space: nowrap; }
            .PASS, .STABLE { color: var(--pass); } .FAIL, .DRIFTED { color: var(--fail); }
            .INCONCLUSIVE, .WARN, .NOT_COMPARED { color: var(--open); }
            .part td { background: var(--panel); } .part td:nth-child(2) { padding-left: 2rem; }
            .facts { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin-top: 2rem;
              color: var(--dim); font-size: .85rem; }
            .facts dd { margin: 0; font-family: ui-monospace, monospace; }
            .list { margin: .5rem 0; padding-left: 1.25rem; }
            .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); gap: 1rem; }
            .card { border: 1px solid var(--line); border-radius: .5rem; padding: .85rem 1rem; min-width: 0;
              break-inside: avoid; }
            .card h3 { display: flex; gap: .75rem; justify-content: space-between; align-items: baseline; }
            .card h3 .small { font-weight: 400; white-space: nowrap; } .card h3 .verdict { font-weight: 600; }
            .card p { font-size: .85rem; color: var(--dim); }
            .card > svg, .key svg { display: block; } .card > svg { width: 100%; height: auto; margin: .5rem 0; }
            summary { cursor: pointer; font-size: .85rem; color: var(--dim); }
            details table { font-size: .85rem; margin-top: .5rem; } details th, details td { padding: .2rem .5rem .2rem 0; }
            details td.number { padding-right: 0; }
            details tbody th { min-width: 0; }
            .key { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: .75rem 0; font-size: .85rem; }
            .key span { display: inline-flex; gap: .5rem; align-items: center; }
            svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
            svg text { font: 12px system-ui, sans-serif; fill: var(--dim); font-variant-numeric: tabular-nums; }
            svg .name { fill: var(--text); } svg .mark { fill: var(--text); font-weight: 600; }
            svg .axis { stroke: var(--dim); stroke-width: 1; }
            svg .far { stroke: var(--dim); stroke-width: 1; stroke-dasharray: 2 3; }
            svg .end { text-anchor: end; }
            svg .middle { text-anchor: middle; }
            svg .single { fill: var(--now-fill); fill-opacity: .75; }
            svg .then { fill: var(--then-fill); stroke: var(--then); stroke-width: 1; }
            svg .now { fill: var(--now-fill); fill-opacity: .2; stroke: var(--now); stroke-width: 2;
              stroke-linejoin: round; }
            svg .touch { fill: transparent; }
            @media (max-width: 48rem) { body { margin: 1rem auto; }
              .checks thead { display: none; } .checks tr { display: block; padding: .5rem 0;
              border-bottom: 1px solid var(--line); } .checks td { display: block; border: 0; padding: .1rem 0; }
              .checks .number { text-align: left; } .checks .number:empty { display: none; }
              .checks .number::before { color: var(--dim); }
              .checks .number:nth-child(3)::before { content: "Observed "; }
              .checks .number:nth-child(4)::before { content: "Interval "; }
              .checks .number:nth-child(5)::before { content: "Rows "; }
              .checks .part { padding-left: 1rem; } .checks .part td { background: none; } }
            @media print { body { margin: 0; max-width: none; font-size: 10pt; } .wide { overflow: visible; }
              details:not([open]) { display: none; } h2, h3 { break-after: avoid; } tr { break-inside: avoid; }
              a { text-decoration: none; } .cards { grid-template-columns: 1fr 1fr; } thead { display: table-header-group; } }
            """;

    private HtmlStyle() {}
}
