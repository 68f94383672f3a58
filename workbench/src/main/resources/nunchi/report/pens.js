/* Pens for the points, lines and names of a map: one for the screen, one for a file. Joined to report.js. */
  const near = value => +value.toFixed(2);
  const cross = (x, y, arm) => [[-1, -1], [-1, 1]].map(([dx, dy]) => `M${near(x + dx * arm)} ${near(y + dy * arm)}L${near(x - dx * arm)} ${near(y - dy * arm)}`).join('');

  function canvasPen(canvas, size, scale) {
    canvas.width = canvas.height = size * scale;
    const pen = canvas.getContext('2d');
    pen.scale(scale, scale);
    const stamps = new Map();
    const stamp = (radius, colour, crossed) => {
      const made = document.createElement('canvas');
      made.width = made.height = Math.ceil(2 * scale * (radius + 1));
      const inner = made.getContext('2d');
      inner.globalAlpha = .75;
      Object.assign(inner, { fillStyle: colour, strokeStyle: colour, lineWidth: scale });
      inner.translate(made.width / 2, made.height / 2);
      if (crossed) inner.stroke(new Path2D(cross(0, 0, radius * scale)));
      else {
        inner.arc(0, 0, radius * scale, 0, 7);
        inner.fill();
      }
      stamps.set(colour, made);
      return made;
    };
    return {
      dot(x, y, radius, colour, crossed) {
        const dot = stamps.get(colour) ?? stamp(radius, colour, crossed);
        const side = dot.width / scale;
        pen.drawImage(dot, x - side / 2, y - side / 2, side, side);
      },
      line(x1, y1, x2, y2, colour) {
        pen.strokeStyle = colour;
        pen.lineWidth = 1;
        pen.beginPath();
        pen.moveTo(x1, y1);
        pen.lineTo(x2, y2);
        pen.stroke();
      },
      text(x, y, text, { size: height, weight = 400, colour, halo, align = 'center', turned, within }) {
        pen.font = `${weight} ${height}px ${style('--plain')}`;
        Object.assign(pen, { textAlign: align, textBaseline: 'middle', fillStyle: colour, strokeStyle: halo ?? colour, lineWidth: 3.5, lineJoin: 'round' });
        const half = pen.measureText(text).width / 2 + 2;
        pen.save();
        pen.translate(within ? Math.max(half, Math.min(within - half, x)) : x, y);
        if (turned) pen.rotate(-Math.PI / 2);
        if (halo) pen.strokeText(text, 0, 0);
        pen.fillText(text, 0, 0);
        pen.restore();
      },
    };
  }

  function svgPen() {
    const parts = [];
    return { parts,
      dot: (x, y, radius, colour, crossed) => parts.push(crossed ? `<path d="${cross(x, y, radius)}" stroke="${colour}"/>`
        : `<circle cx="${near(x)}" cy="${near(y)}" r="${radius}" fill="${colour}" fill-opacity=".75"/>`),
      line: (x1, y1, x2, y2, colour) => parts.push(`<path d="M${near(x1)} ${near(y1)}L${near(x2)} ${near(y2)}" stroke="${colour}"/>`),
      text(x, y, text, { size, weight = 400, colour, halo, align = 'middle', turned }) {
        const edge = halo ? ` stroke="${halo}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"` : '';
        const turn = turned ? ` transform="rotate(-90 ${near(x)} ${near(y)})"` : '';
        parts.push(`<text x="${near(x)}" y="${near(y)}" dy=".35em" text-anchor="${align}" font-size="${size}" font-weight="${weight}" fill="${colour}"${edge}${turn}>${escaped(text)}</text>`);
      } };
  }
