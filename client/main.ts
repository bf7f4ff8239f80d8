import './ui/fonts.css'
import './ui/tokens.css'
import './ui/base.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { applyTheme } from './ui/theme.svelte.ts'

applyTheme()
mount(App, { target: document.getElementById('app')! })
