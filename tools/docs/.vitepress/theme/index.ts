import DefaultTheme from 'vitepress/theme-without-fonts'
import '@fontsource-variable/plus-jakarta-sans'
import '@fontsource/young-serif'
import './style.css'

export default DefaultTheme
