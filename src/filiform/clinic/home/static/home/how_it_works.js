// Shows what a slider says, and plays the needling: the curves run from left to right, the pictures follow each other.

const form = document.querySelector('#choice')
const curves = document.querySelector('#curves')
form.querySelector('.no-script').hidden = true
if (matchMedia('(min-width: 62rem)').matches) document.querySelector('#own').open = true

const tell = input => {
  const output = form.querySelector(`output[for="${input.id}"]`)
  if (output) output.value = input.value
}
form.querySelectorAll('input[type=range]').forEach(tell)
form.addEventListener('input', event => tell(event.target))

const ready = () => curves.querySelectorAll('[data-play]').forEach(button => { button.hidden = false })
ready()
curves.addEventListener('htmx:afterSwap', ready)
document.body.addEventListener('htmx:beforeSwap', event => {
  if (event.detail.xhr.status === 422) event.detail.shouldSwap = true
})

curves.addEventListener('click', event => {
  if (!event.target.closest('[data-play]')) return
  curves.classList.remove('is-playing')
  void curves.offsetWidth // so that the animation begins anew
  curves.classList.add('is-playing')
})
