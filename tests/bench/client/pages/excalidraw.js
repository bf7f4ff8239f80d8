import { convertToExcalidrawElements, Excalidraw } from '@excalidraw/excalidraw'
import '@excalidraw/excalidraw/index.css'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { card, notes, stormOf } from './board.js'

const elements = convertToExcalidrawElements(
  notes.map(({ n, x, y, text }) => ({
    id: `n${n}`,
    type: 'rectangle',
    x,
    y,
    ...card,
    backgroundColor: '#fff3bf',
    label: { text, fontSize: 16 },
  })),
  { regenerateIds: false },
)

const ready = (api) => {
  const storm = stormOf((batch) => {
    const texts = new Map(batch.map(([n, text]) => [`n${n}`, text]))
    api.updateScene({
      elements: api.getSceneElements().map((element) =>
        element.type === 'text' && texts.has(element.containerId)
          ? {
              ...element,
              text: texts.get(element.containerId),
              originalText: texts.get(element.containerId),
              version: element.version + 1,
              versionNonce: Math.floor(Math.random() * 1e9),
            }
          : element,
      ),
    })
  })
  window.peer = {
    painted: () => api.getSceneElements().length >= notes.length && document.querySelector('canvas.static') !== null,
    pan: () => api.setActiveTool({ type: 'hand' }),
    point: () => api.setActiveTool({ type: 'selection' }),
    storm,
    write: undefined,
    grip: (n) => {
      const { scrollX, scrollY } = api.getAppState()
      // The rectangle's edge: its middle belongs to the text in it.
      return { x: notes[n].x + scrollX + 12, y: notes[n].y + scrollY + 12 }
    },
  }
}

createRoot(document.getElementById('root')).render(
  createElement(Excalidraw, { excalidrawAPI: ready, initialData: { elements, appState: { scrollX: 0, scrollY: 0 } } }),
)
