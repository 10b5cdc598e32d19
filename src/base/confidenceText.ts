/** `99.9 %`: what is less than sure is not shown as 100 %. */
export function confidenceText(confidence: number): string {
  return `${(Math.floor(confidence * 1000) / 10).toFixed(1)} %`;
}
