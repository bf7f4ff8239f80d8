import { getAssetUrlsByImport } from '@tldraw/assets/imports.vite'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { createShapeId, Tldraw, toRichText } from 'tldraw'
import 'tldraw/tldraw.css'
import { notes, stormOf } from './board.js'

const id = (n) => createShapeId(`n${n}`)

const mounted = (editor) => {
  editor.createShapes(
    notes.map(({ n, x, y, text }) => ({ id: id(n), type: 'note', x, y, props: { richText: toRichText(text), size: 's', font: 'sans' } })),
  )
  editor.setCamera({ x: 0, y: 0, z: 1 }, { immediate: true })
  const storm = stormOf((batch) =>
    editor.store.mergeRemoteChanges(() => {
      for (const [n, text] of batch)
        editor.store.update(id(n), (shape) => ({ ...shape, props: { ...shape.props, richText: toRichText(text) } }))
    }),
  )
  window.peer = {
    painted: () => document.querySelectorAll('.tl-shape').length > 0,
    pan: () => editor.setCurrentTool('hand'),
    point: () => editor.setCurrentTool('select'),
    storm,
    write: (n) => {
      editor.select(id(n))
      editor.setEditingShape(id(n))
      editor.setCurrentTool('select.editing_shape')
    },
    grip: (n) => {
      const { x, y } = editor.pageToScreen(editor.getShapePageBounds(id(n)).center)
      return { x, y }
    },
  }
}

createRoot(document.getElementById('root')).render(createElement(Tldraw, { onMount: mounted, assetUrls: getAssetUrlsByImport() }))
